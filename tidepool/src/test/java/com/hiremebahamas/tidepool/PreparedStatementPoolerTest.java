package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Named statements behind a pooler that supports them, which Debian's PgBouncer 1.18 does not:
/// CONTRIBUTING.md says how to run these with another one. Two clients share one connection to the server.
@EnabledIfSystemProperty(named = "pgbouncer.program", matches = ".+")
class PreparedStatementPoolerTest {

    private static final int KEPT = 20;

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.withNamedStatements(server, KEPT);
    private final Tidepool one = client();
    private final Tidepool other = client();

    private Tidepool client() {
        return Tidepool.of(DatabaseUrl.parse(pooler.url(database)), OneConnection.SETTINGS.withNamedStatements());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        pooler.close();
    }

    @Test
    @DisplayName("T53 behind a pooler that supports them statements are named where the settings ask for it")
    void statementsAreNamed() {
        for (int i = 0; i < 20; i++) assertThat(number(one, 7)).isEqualTo(7);

        assertThat(one.list(
                        "select name from pg_prepared_statements where statement like 'select 7%'",
                        row -> row.getString(1)))
                .singleElement()
                .asString()
                .doesNotStartWith("S_");
    }

    /// The driver of each client names its statements alike, from 1 on.
    @Test
    void twoClientsWithTheSameNamesGetEachTheirOwnAnswers() {
        for (int round = 0; round < 10; round++) {
            for (int n = 0; n < 3 * KEPT; n++) {
                assertThat(number(one, n)).isEqualTo(n);
                assertThat(number(other, 1000 + n)).isEqualTo(1000 + n);
            }
        }
    }

    @Test
    @DisplayName(
            "T6 a table that another client alters is read as it then is, with named statements behind a pooler, too")
    void aTableThatAnotherClientAltersIsReadAsItIs() {
        other.update("create table note (word text)");
        other.update("insert into note values ('kept')");
        for (int i = 0; i < 20; i++) assertThat(columns(one)).isEqualTo(1);

        other.update("alter table note add column id int");
        assertThat(one.<Integer>read(PreparedStatementPoolerTest::columns)).isEqualTo(2);

        other.update("alter table note add column more int");
        assertThat(columns(one)).isEqualTo(3);
    }

    @Test
    void batchesAndLargeResultsWork() {
        one.update("create table number (n int)");
        for (int i = 0; i < 10; i++) {
            one.useTransaction(
                    transaction -> transaction.batch("insert into number values (?)", List.of(List.of(1), List.of(2))));
            other.useReadOnlyTransaction(transaction -> transaction.each(
                    "select n from number",
                    row -> row.getInt(1),
                    n -> assertThat(n).isPositive()));
        }
        assertThat(one.list("select n from number", row -> row.getInt(1))).hasSize(20);
    }

    private static int number(Tidepool tidepool, int n) {
        return tidepool.one("select " + n + " as n", row -> row.getInt("n")).orElseThrow();
    }

    private static int columns(Sql sql) {
        return sql.one("select * from note", row -> row.getMetaData().getColumnCount())
                .orElseThrow();
    }
}
