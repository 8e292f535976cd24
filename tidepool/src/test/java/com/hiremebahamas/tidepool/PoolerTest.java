package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// Behind a real PgBouncer in transaction mode, with nothing configured on it.
class PoolerTest {

    private static final List<String> OUTLASTING = List.of(
            "set work_mem to '7MB'", "select set_config('lock_timeout', '7s', false)", "select pg_advisory_lock(8)");

    private static final List<String> CHECKS_OF_THE_POOL = List.of("", "SHOW TRANSACTION ISOLATION LEVEL");

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 1);
    private final Tidepool one = tidepool();
    private final Tidepool other = tidepool();

    @AfterEach
    void close() {
        one.close();
        other.close();
        pooler.close();
    }

    @Test
    @DisplayName("R5 T3 it connects, and no start-up parameter is refused")
    void itConnects() {
        assertThat(number(one, "select 42 as n")).isEqualTo(42);
    }

    @Test
    @DisplayName("R5 R19 T5 two clients on one server connection never meet a prepared statement of the other")
    void noStatementIsNamed() {
        for (int i = 0; i < 20; i++) {
            assertThat(number(one, "select 1 as n")).isEqualTo(1);
            assertThat(number(other, "select 1 as n")).isEqualTo(1);
        }
        assertThat(number(one, "select count(*) as n from pg_prepared_statements where statement <> ''"))
                .isZero();
    }

    @Test
    @DisplayName("R5 T7 T8 a client leaves no setting and no lock behind for the next one")
    void aClientLeavesNothingBehind() throws SQLException {
        var before = state(other);

        one.read(transaction -> transaction.list("select 1", row -> 1));
        one.write(transaction -> transaction.update("create table note (word text)"));
        one.write(transaction -> transaction.update("set transaction isolation level serializable")
                + transaction.update("set local search_path to nowhere")
                + transaction
                        .list("select set_config('statement_timeout', '7s', true), pg_advisory_xact_lock(7)", row -> 1)
                        .size());
        Deadline.within(Duration.ofSeconds(5), () -> one.list("select 1", row -> 1));
        usePlainJdbc();
        // Refused, each of them; what counts is what the other finds.
        for (var sql : OUTLASTING) {
            var _ = catchThrowable(() -> one.update(sql));
        }

        assertThat(state(other)).isEqualTo(before);
    }

    private void usePlainJdbc() throws SQLException {
        try (var connection = one.dataSource().getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setClientInfo("ApplicationName", "another");
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local lock_timeout to 5000");
                statement.execute("select 1");
            }
        }
    }

    @ParameterizedTest(name = "R5 of the server: {0}")
    @ValueSource(strings = {"ISO, MDY", "ISO, DMY", "ISO, YMD", "SQL, DMY"})
    @DisplayName(
            "R5 the pooler has no setting to restore before each transaction, and the server keeps its order of dates")
    void thePoolerHasNothingToRestore(String ofTheServer) throws SQLException {
        var database = server.createDatabase();
        server.execute("alter database " + database + " set datestyle to '" + ofTheServer + "'");
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(pooler.url(database)), PoolSettings.DEFAULT);
                var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("show datestyle")) {
            row.next();

            assertThat(row.getString(1)).isEqualTo(ofTheServer.replace("SQL", "ISO"));
            assertThat(connection.unwrap(PGConnection.class).getParameterStatus("DateStyle"))
                    .isEqualTo(row.getString(1));
        }
    }

    /// HikariCP checks the driver on its first connection, and on no other. The PgBouncer of the machine is an old
    /// one; where it is not, one round trip is enough.
    @Test
    @DisplayName("R5 a new connection costs at most two round trips before the first statement of the application")
    void aNewConnectionCostsAtMostTwoRoundTrips() throws SQLException {
        try (var proxy = FaultProxy.to(pooler.port());
                var tidepool =
                        Tidepool.of(DatabaseUrl.parse(proxy.through(pooler.url(database))), PoolSettings.DEFAULT)) {
            assertThat(number(tidepool, "select 1 as n")).isEqualTo(1);
            int first = proxy.roundTrips();
            long checks = proxy.statements().stream()
                    .filter(CHECKS_OF_THE_POOL::contains)
                    .count();
            try (var _ = tidepool.dataSource().getConnection()) {
                assertThat(number(tidepool, "select 2 as n")).isEqualTo(2);
            }

            assertThat(proxy.everConnected()).isEqualTo(2);
            assertThat(first - checks).isLessThanOrEqualTo(2 + 1);
            assertThat(proxy.roundTrips() - first).isLessThanOrEqualTo(2 + 1);
        }
    }

    @Test
    @DisplayName("T10 a statement past its limit is cancelled through the pooler and the connection used again")
    void aStatementPastItsLimitIsCancelled() {
        assertThat(number(one, "select 6 as n")).isEqualTo(6);

        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofSeconds(1), () -> one.list("select pg_sleep(30)", row -> row.getString(1))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.TimedOut.class));

        assertThat(number(other, "select 7 as n")).isEqualTo(7);
    }

    @Test
    @DisplayName("R19 T18 a pooler that dies and returns is used again without a restart")
    void aPoolerThatDiesAndReturnsIsUsedAgain() {
        assertThat(number(one, "select 1 as n")).isEqualTo(1);

        pooler.stop();
        assertThatThrownBy(() -> number(one, "select 2 as n")).isInstanceOf(DatabaseException.class);
        assertThat(one.state()).isInstanceOf(DatabaseState.Unreachable.class);
        pooler.start();

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(number(one, "select 3 as n")).isEqualTo(3));
    }

    private Tidepool tidepool() {
        return Tidepool.of(DatabaseUrl.parse(pooler.url(database)), PoolSettings.DEFAULT);
    }

    private static int number(Tidepool tidepool, String sql) {
        return tidepool.one(sql, row -> row.getInt("n")).orElseThrow();
    }

    /// All settings, and the locks that one can take by hand, as a client finds them.
    private static List<String> state(Tidepool tidepool) {
        return tidepool.list("""
                select name || '=' || setting as line from pg_settings
                 union all
                select 'lock ' || objid from pg_locks where locktype = 'advisory'
                 order by line
                """, row -> row.getString("line"));
    }

    @Test
    @DisplayName("T3 a pooler in statement mode is misconfigured, with the remedy")
    void aPoolerInStatementModeIsMisconfigured() {
        var server = PostgresServer.shared();
        try (var pooler = PgBouncer.inStatementMode(server);
                var one = Tidepool.of(DatabaseUrl.parse(pooler.url(server.createDatabase())), PoolSettings.DEFAULT)) {
            assertThatThrownBy(() -> one.useTransaction(transaction -> transaction.list("select 1", _ -> 1)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOfSatisfying(
                                            DatabaseFailure.Misconfigured.class,
                                            wrong -> assertThat(wrong.message())
                                                    .endsWith("set pool_mode = transaction at the pooler")));
        }
    }
}
