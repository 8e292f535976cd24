package com.hiremebahamas.tidepool.spring;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// An application with JDBC alone.
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            HibernateJpaAutoConfiguration.class,
            DataJpaRepositoriesAutoConfiguration.class,
            FlywayAutoConfiguration.class
        })
@Import({JdbcApplication.Work.class, JdbcApplication.WordApi.class})
class JdbcApplication {

    /// A checked exception of the application.
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
    }

    interface Step {
        void run() throws Refusal;
    }

    /// Runs work under each kind of `@Transactional`.
    static class Work {

        @Transactional
        public void required(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void requiresNew(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.NESTED)
        public void nested(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.SUPPORTS)
        public void supports(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public void notSupported(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.MANDATORY)
        public void mandatory(Step work) throws Refusal {
            work.run();
        }

        @Transactional(propagation = Propagation.NEVER)
        public void never(Step work) throws Refusal {
            work.run();
        }

        @Transactional(isolation = Isolation.READ_UNCOMMITTED)
        public <T> T readUncommitted(Supplier<T> work) {
            return work.get();
        }

        @Transactional(isolation = Isolation.READ_COMMITTED)
        public <T> T readCommitted(Supplier<T> work) {
            return work.get();
        }

        @Transactional(isolation = Isolation.REPEATABLE_READ)
        public <T> T repeatableRead(Supplier<T> work) {
            return work.get();
        }

        @Transactional(isolation = Isolation.SERIALIZABLE)
        public <T> T serializable(Supplier<T> work) {
            return work.get();
        }

        @Transactional(readOnly = true)
        public void readOnly(Step work) throws Refusal {
            work.run();
        }

        @Transactional(timeout = 1)
        public void withinASecond(Step work) throws Refusal {
            work.run();
        }

        @Transactional(rollbackFor = Refusal.class)
        public void rollingBackForRefusal(Step work) throws Refusal {
            work.run();
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        public void committingAllTheSame(Step work) throws Refusal {
            work.run();
        }
    }

    /// Words over HTTP, in the table `word`.
    @RestController
    static class WordApi {

        static final CountDownLatch BEGUN = new CountDownLatch(1);
        static final CountDownLatch GO_ON = new CountDownLatch(1);

        private final JdbcClient jdbc;
        private final Work work;

        WordApi(JdbcClient jdbc, Work work) {
            this.jdbc = jdbc;
            this.work = work;
        }

        @GetMapping("/words")
        List<@Nullable String> words() {
            return jdbc.sql("select text from word order by text")
                    .query(String.class)
                    .list();
        }

        /// Adds a word before and one after it was told to go on, in one transaction, and another one in the next.
        @GetMapping("/slowly/{word}")
        String slowly(@PathVariable("word") String word) throws Refusal {
            work.required(() -> {
                add(word + " begun");
                BEGUN.countDown();
                await(GO_ON);
                add(word + " done");
            });
            add(word + " after");
            return word;
        }

        private void add(String text) {
            jdbc.sql("insert into word values (?)").param(text).update();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
