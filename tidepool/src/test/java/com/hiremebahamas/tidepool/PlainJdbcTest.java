package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgResultSet;

/// A Tidepool as a `javax.sql.DataSource`.
class PlainJdbcTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final PoolSettings SHORT_STATEMENTS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(1));

    private final PostgresServer server = PostgresServer.shared();
    private final DatabaseUrl url = DatabaseUrl.parse(server.url(server.createDatabase()));
    private final Tidepool tidepool = Tidepool.of(url, SETTINGS);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = tidepool.dataSource().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        tidepool.close();
    }

    interface JdbcWork {
        void run(Connection connection) throws SQLException;
    }

    static Stream<Named<JdbcWork>> statementsThatOutliveTheirTransaction() {
        return Stream.of(
                Named.of("prepareStatement", c -> c.prepareStatement("set role ann")),
                Named.of("prepareStatement with keys", c -> c.prepareStatement("set role ann", new String[] {"id"})),
                Named.of("prepareCall", c -> c.prepareCall("set role ann")),
                Named.of("execute", c -> c.createStatement().execute("set role ann")),
                Named.of("executeQuery", c -> c.createStatement().executeQuery("select pg_advisory_lock(1)")),
                Named.of("executeUpdate", c -> c.createStatement().executeUpdate("listen jobs")),
                Named.of("executeLargeUpdate", c -> c.createStatement().executeLargeUpdate("discard all")),
                Named.of("a batch", c -> c.createStatement().addBatch("create temp table t (n int)")),
                Named.of("a statement's own connection", PlainJdbcTest::throughTheStatement),
                Named.of("the statement of its rows", PlainJdbcTest::throughTheRows),
                Named.of(
                        "the connection of the metadata",
                        c -> c.getMetaData().getConnection().createStatement().execute("set role ann")),
                Named.of("setSchema", c -> c.setSchema("other")));
    }

    private static void throughTheStatement(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.getConnection().createStatement().execute("set role ann");
        }
    }

    private static void throughTheRows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.getStatement().execute("set role ann");
        }
    }

    @ParameterizedTest(name = "R5 T8 {0}")
    @MethodSource("statementsThatOutliveTheirTransaction")
    void whatOutlivesItsTransactionIsRefusedByEveryMethod(JdbcWork work) {
        assertThatThrownBy(() -> work.run(connection))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    }

    @Test
    @DisplayName("an argument or the name of a savepoint is not checked as a statement")
    void argumentsAndSavepointNamesAreNotChecked() throws SQLException {
        connection.setAutoCommit(false);
        connection.setSavepoint("load");
        try (var statement = connection.prepareStatement("select ? as said")) {
            statement.setString(1, "discard all");
            try (var row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("said")).isEqualTo("discard all");
            }
        }
    }

    @Test
    @DisplayName("a statement past the pool's limit is cancelled, and its connection is used again")
    void aStatementPastTheLimitIsCancelled() throws SQLException {
        try (var limited = Tidepool.of(url, SHORT_STATEMENTS);
                var bounded = limited.dataSource().getConnection();
                var statement = bounded.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_sleep(20)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));

            assertThat(statement.execute("select 1")).isTrue();
        }
    }

    @Test
    @DisplayName(
            "R7 what was not committed is undone when the connection is closed, and the next one begins without it")
    void whatWasNotCommittedIsUndone() throws SQLException {
        createTable();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("insert into note values (1)");
        }
        connection.close();
        connection.close();

        connection = tidepool.dataSource().getConnection();
        assertThat(connection.getAutoCommit()).isTrue();
        try (var row = connection.createStatement().executeQuery("select count(*) from note")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isZero();
        }
    }

    private void createTable() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table note (id int)");
        }
    }

    @Test
    @DisplayName("a result set returns its statement, one of the metadata returns none, and both can be unwrapped")
    void aResultSetReturnsItsStatement() throws SQLException {
        try (var statement = connection.prepareStatement("select 1");
                var rows = statement.executeQuery();
                var tables = connection.getMetaData().getTables(null, null, "pg_class", null)) {
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.unwrap(PgResultSet.class).next()).isTrue();
            assertThat(tables.next()).isTrue();
            assertThat(tables.getStatement()).isNull();
        }
    }

    @Test
    void aClosedTidepoolRefusesConnections() throws SQLException {
        var source = tidepool.dataSource();
        connection.close();
        tidepool.close();

        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }

    /// Beyond it the socket would be closed, and the statement go on at the server.
    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void aQueryTimeoutDoesNotExceedThePoolsLimit(int seconds) throws SQLException {
        var limited = new PoolSettings(
                1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(1));
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), limited);
                var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);

            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(connection.isValid(30)).isTrue();
        }
    }

    @Test
    @DisplayName("a connection equals itself and no other, and knows when it is closed")
    void aConnectionEqualsItself() throws SQLException {
        assertThat(Set.of(connection)).contains(connection);
        assertThat(connection.isClosed()).isFalse();

        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> connection.createStatement()).isInstanceOf(SQLException.class);
    }
}
