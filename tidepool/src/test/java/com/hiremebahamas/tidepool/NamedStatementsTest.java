package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Named statements are used where that is safe, which Tidepool finds out by itself.
class NamedStatementsTest {

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 1);
    private final PgBouncer session = PgBouncer.inSessionMode(server);
    private final Tidepool witness = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);

    @AfterEach
    void close() {
        witness.close();
        pooler.close();
        session.close();
    }

    @Test
    @DisplayName("On a direct connection a statement is named once it has run five times")
    void onADirectConnectionAStatementIsNamed() {
        assertThat(namedThrough(server.url(database))).containsExactly("select 7 as n");
    }

    @Test
    @DisplayName("T5 behind a pooler no statement is named, whichever its mode")
    void behindAPoolerNoStatementIsNamed() {
        assertThat(namedThrough(pooler.url(database))).isEmpty();
        assertThat(namedThrough(session.url(database))).isEmpty();
    }

    @Test
    void prepareThresholdZeroTurnsNamesOff() {
        assertThat(namedThrough(server.url(database) + "&prepareThreshold=0")).isEmpty();
    }

    @Test
    @DisplayName("T6 a table that another client alters is read as it then is, alone and in a transaction")
    void aTableThatAnotherClientAltersIsReadAsItIs() {
        for (var url : List.of(server.url(database), pooler.url(database))) {
            witness.update("drop table if exists note");
            witness.update("create table note (word text)");
            witness.update("insert into note values ('kept')");
            try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), ONE)) {
                for (int i = 0; i < 20; i++) assertThat(columns(tidepool)).isEqualTo(1);

                witness.update("alter table note add column id int");
                assertThat(tidepool.<Integer>read(NamedStatementsTest::columns)).isEqualTo(2);

                witness.update("alter table note add column more int");
                assertThat(columns(tidepool)).isEqualTo(3);
            }
        }
    }

    @Test
    @DisplayName("T53 where statements are to be named and the pooler does not support them, that is refused")
    void aPoolerThatDoesNotSupportThemIsRefused() {
        try (var none = PgBouncer.withNamedStatements(server, 0)) {
            for (var url : List.of(none.url(database), session.url(database))) {
                for (int attempt = 1; attempt <= 2; attempt++)
                    assertThat(refusal(url)).contains("max_prepared");
            }

            assertThat(named(none.url(database))).isEmpty();
        }
    }

    /// Its words, of a new Tidepool.
    private static String refusal(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), ONE.withNamedStatements())) {
            var e = catchThrowableOfType(DatabaseException.class, () -> tidepool.update("select 1"));
            assertThat(e.failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);
            return e.failure().message();
        }
    }

    private static List<String> named(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), ONE)) {
            return tidepool.list("select name from pg_prepared_statements", row -> row.getString(1));
        }
    }

    private static int columns(Sql sql) {
        return sql.one("select * from note", row -> row.getMetaData().getColumnCount())
                .orElseThrow();
    }

    /// What the server keeps by name after 20 runs on one connection.
    private static List<String> namedThrough(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), ONE)) {
            for (int i = 0; i < 20; i++) tidepool.list("select 7 as n", row -> row.getInt("n"));
            return tidepool.list(
                    "select statement from pg_prepared_statements where statement like 'select 7%'",
                    row -> row.getString(1));
        }
    }
}
