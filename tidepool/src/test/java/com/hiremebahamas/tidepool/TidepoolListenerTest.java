package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The calls of a listener for statements of plain JDBC, and several listeners in place of one.
class TidepoolListenerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final PostgresServer server = PostgresServer.shared();
    private final StatementTexts texts = new StatementTexts();
    private final Tidepool tidepool = Tidepool.of(
            DatabaseUrl.parse(server.url(server.createDatabase())),
            new PoolSettings(1, 0, LONG, LONG, LONG, LONG),
            new TidepoolListener.All(List.of(new Refusing(), texts)));

    @AfterEach
    void close() {
        tidepool.close();
    }

    private static final class StatementTexts implements TidepoolListener {
        private final List<String> executed = new ArrayList<>();
        private final List<String> timedOut = new ArrayList<>();

        @Override
        public void statementExecuted(String sql, Duration took) {
            executed.add(sql);
        }

        @Override
        public void statementTimedOut(String sql, Duration took) {
            timedOut.add(sql);
        }
    }

    private static final class Refusing implements TidepoolListener {
        @Override
        public void statementExecuted(String sql, Duration took) {
            throw new IllegalStateException("a listener's mistake");
        }
    }

    @Test
    void statementsOfPlainJdbcAreReportedOnceEach() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement();
                var prepared = connection.prepareStatement("insert into note values (?)")) {
            statement.execute("create table note (word text)");
            insertTwo(prepared);
            statement.executeQuery("select word from note").close();
        }

        assertThat(texts.executed)
                .containsExactly(
                        "create table note (word text)", "insert into note values (?)", "select word from note");
    }

    private static void insertTwo(PreparedStatement prepared) throws SQLException {
        for (var word : List.of("one", "two")) {
            prepared.setString(1, word);
            prepared.addBatch();
        }
        prepared.executeBatch();
    }

    @Test
    void aStatementOfPlainJdbcPastItsLimitIsReported() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            assertThatThrownBy(() -> sleep(connection)).isInstanceOf(SQLException.class);
        }

        assertThat(texts.timedOut).containsExactly("select pg_sleep(20)");
        assertThat(texts.executed).containsExactly("select pg_sleep(20)");
    }

    private static void sleep(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.execute("select pg_sleep(20)");
        }
    }

    @Test
    void whatOneListenerThrowsKeepsNoOtherFromBeingCalledAndIsThrownInTheEnd() {
        var all = new TidepoolListener.All(List.of(new Refusing(), texts, new Refusing()));

        assertThatThrownBy(() -> all.statementExecuted("select 1", Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(texts.executed).containsExactly("select 1");
    }
}
