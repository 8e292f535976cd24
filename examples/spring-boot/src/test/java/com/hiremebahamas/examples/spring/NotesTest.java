package com.hiremebahamas.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class NotesTest {

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server);

    @AfterEach
    void close() {
        pooler.close();
        server.close();
    }

    @Test
    void itBootsWithoutADatabaseAndUsesItWhenItIsThere() {
        server.stop();
        try (var application = start(server.url(database))) {
            var jdbc = application.getBean(JdbcClient.class);
            assertThatThrownBy(() -> one(jdbc)).isInstanceOf(CannotGetJdbcConnectionException.class);

            server.startAgain();

            await().ignoreExceptionsInstanceOf(CannotGetJdbcConnectionException.class)
                    .until(() -> one(jdbc) == 1);
        }
    }

    @Test
    void itBootsWithoutAUrl() {
        try (var application = start("")) {
            assertThatThrownBy(() -> one(application.getBean(JdbcClient.class)))
                    .isInstanceOf(CannotGetJdbcConnectionException.class)
                    .hasStackTraceContaining("No database is configured");
        }
    }

    @Test
    void transactionsCommitRollBackAndMayBeReadOnlyBehindAPooler() {
        try (var application = start(pooler.url(database))) {
            var jdbc = application.getBean(JdbcClient.class);
            var transactions = application.getBean(TransactionTemplate.class);
            jdbc.sql("create table note (word text unique)").update();

            transactions.executeWithoutResult(
                    _ -> jdbc.sql("insert into note values ('kept')").update());
            assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                        jdbc.sql("insert into note values ('lost')").update();
                        jdbc.sql("insert into note values ('kept')").update();
                    }))
                    .isInstanceOf(DuplicateKeyException.class);

            assertThat(jdbc.sql("select word from note").query(String.class).list())
                    .containsExactly("kept");
            var reading = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
            reading.setReadOnly(true);
            assertThatThrownBy(() -> reading.executeWithoutResult(
                            _ -> jdbc.sql("insert into note values ('more')").update()))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void aTransactionHasTheLevelThatItAsksForAndTheNextHasItsOwn() {
        try (var application = start(pooler.url(database))) {
            var jdbc = application.getBean(JdbcClient.class);
            var manager = application.getBean(PlatformTransactionManager.class);
            var serializable = new TransactionTemplate(manager);
            serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);

            assertThat(levelIn(serializable, jdbc)).isEqualTo("serializable");
            assertThat(levelIn(new TransactionTemplate(manager), jdbc)).isEqualTo("read committed");
            assertThat(level(jdbc)).isEqualTo("read committed");
        }
    }

    private static String levelIn(TransactionTemplate transactions, JdbcClient jdbc) {
        return transactions.execute(_ -> level(jdbc));
    }

    private static String level(JdbcClient jdbc) {
        return jdbc.sql("show transaction_isolation").query(String.class).single();
    }

    @Test
    void whatAPoolerCannotCarryIsRefusedWithItsRemedy() {
        try (var application = start(pooler.url(database))) {
            var jdbc = application.getBean(JdbcClient.class);

            assertThatThrownBy(() -> jdbc.sql("set search_path to x").update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("use SET LOCAL");
        }
    }

    private static int one(JdbcClient jdbc) {
        return jdbc.sql("select 1").query(Integer.class).single();
    }

    private static ConfigurableApplicationContext start(String url) {
        return SpringApplication.run(Notes.class, "--DATABASE_URL=" + url);
    }
}
