package com.hiremebahamas.examples.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Notes over HTTP, in the table `note (text text)`. It boots whatever state the database is in.
@RestController
@SpringBootApplication
public class Notes {

    record Note(String text) {}

    private final JdbcClient jdbc;

    Notes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Notes.class, arguments);
    }

    @GetMapping("/notes")
    List<@Nullable Note> notes() {
        return jdbc.sql("select text from note order by text").query(Note.class).list();
    }

    @PostMapping("/notes")
    @Transactional
    public void add(@RequestBody List<Note> notes) {
        for (var note : notes)
            jdbc.sql("insert into note values (?)").param(note.text()).update();
    }
}
