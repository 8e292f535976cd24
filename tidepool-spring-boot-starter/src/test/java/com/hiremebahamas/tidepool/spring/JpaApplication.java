package com.hiremebahamas.tidepool.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// An application with everything there is: a web server, JPA, Spring Data JDBC, Flyway, Actuator.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(JpaApplication.Journal.class)
class JpaApplication {

    @Entity(name = "entry")
    static class Entry {

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @Nullable
        Long id;

        @Version
        long version;

        String text = "";

        protected Entry() {}

        Entry(String text) {
            this.text = text;
        }
    }

    static class Journal {

        @Transactional
        public <T> T write(Supplier<T> work) {
            return work.get();
        }

        @Transactional(isolation = Isolation.SERIALIZABLE)
        public <T> T serializable(Supplier<T> work) {
            return work.get();
        }

        @Transactional(readOnly = true)
        public <T> T read(Supplier<T> work) {
            return work.get();
        }
    }
}
