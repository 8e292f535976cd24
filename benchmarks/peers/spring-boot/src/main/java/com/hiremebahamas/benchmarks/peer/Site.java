package com.hiremebahamas.benchmarks.peer;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The site's four measured endpoints as Spring's documents would have them.
@SpringBootApplication
@RestController
public class Site {

    record Health(String status) {}

    record Page(List<Job> items, String nextCursor) {}

    private final Store store;

    Site(Store store) {
        this.store = store;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Site.class, arguments);
    }

    @GetMapping("/health")
    Health health() {
        return new Health("ok");
    }

    @GetMapping("/api/users/{id}")
    Person user(@PathVariable long id) {
        return store.person(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/api/jobs")
    Page jobs(@RequestParam(defaultValue = "20") int limit) {
        var rows = store.newest(limit + 1);
        if (rows.size() <= limit) return new Page(rows, null);
        var shown = rows.subList(0, limit);
        return new Page(shown, shown.getLast().cursor());
    }

    @GetMapping("/api/jobs/{id}")
    JobDetails job(@PathVariable long id) {
        return store.job(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
