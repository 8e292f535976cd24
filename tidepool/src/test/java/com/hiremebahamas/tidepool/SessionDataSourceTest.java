package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// Connections with a session of their own, on which no guard checks the statements.
class SessionDataSourceTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(database)), OneConnection.SETTINGS.withVerification());

    @AfterEach
    void close() {
        tidepool.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set work_mem = '7MB'",
                "listen jobs",
                "select pg_advisory_lock(7)",
                "prepare seven as select 7",
                "create temporary table note ()",
                "set search_path to pg_catalog",
                "set session characteristics as transaction isolation level serializable"
            })
    @DisplayName(
            "T52 on a direct connection a session of its own may do what a session may, and ends when it is closed")
    void aSessionOfItsOwnMayDoWhatASessionMay(String sql) throws SQLException {
        String process;
        try (var connection = tidepool.sessionDataSource().getConnection();
                var statement = connection.createStatement()) {
            process = OneConnection.process(connection);
            statement.execute(sql);
            assertThat(OneConnection.process(connection)).isEqualTo(process);
        }

        assertThatThrownBy(() -> tidepool.update(sql)).isInstanceOf(IllegalArgumentException.class);
        assertThat(tidepool.one("select pg_backend_pid()::text", row -> row.getString(1)))
                .isPresent()
                .get()
                .isNotEqualTo(process);
    }

    @Test
    void whatJdbcSetsOnASessionIsSetThere() throws SQLException {
        try (var connection = tidepool.sessionDataSource().getConnection()) {
            connection.setSchema("pg_catalog");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setClientInfo("ApplicationName", "listener");

            assertThat(OneConnection.value(connection, "show search_path")).contains("pg_catalog");
            assertThat(OneConnection.value(connection, "show default_transaction_isolation"))
                    .isEqualTo("serializable");
            assertThat(OneConnection.value(connection, "show application_name")).isEqualTo("listener");
        }
    }

    @Test
    void aNotificationArrives() throws SQLException {
        var settings = new PoolSettings(
                2,
                0,
                OneConnection.SETTINGS.acquireTimeout(),
                OneConnection.SETTINGS.maxLifetime(),
                OneConnection.SETTINGS.connectTimeout(),
                OneConnection.SETTINGS.statementTimeout());
        try (var two = Tidepool.of(DatabaseUrl.parse(server.url(database)), settings);
                var connection = two.sessionDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("listen jobs");

            two.list("select pg_notify('jobs', 'posted')", _ -> true);

            assertThat(connection.unwrap(PGConnection.class).getNotifications(0))
                    .singleElement()
                    .satisfies(notification ->
                            assertThat(notification.getParameter()).isEqualTo("posted"));
        }
    }

    @Test
    @DisplayName("T52 behind a pooler a session of its own is refused with the remedy, and the connection is kept")
    void behindAPoolerItIsRefused() throws SQLException {
        try (var pooler = PgBouncer.inFrontOf(server, 1);
                var session = PgBouncer.inSessionMode(server)) {
            for (var url : new String[] {pooler.url(database), session.url(database)}) {
                try (var through = Tidepool.of(DatabaseUrl.parse(url), OneConnection.SETTINGS)) {
                    assertThatThrownBy(() -> through.sessionDataSource().getConnection())
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
                            .hasMessageContaining("Tidepool.unpooled");

                    assertThat(through.poolStats().idle()).isEqualTo(1);
                    assertThat(through.<Integer>list("select 1", row -> row.getInt(1)))
                            .containsExactly(1);
                }
            }
        }
    }

    @Test
    @DisplayName("T52 each refusal of the guard names where the statement may run")
    void eachRefusalNamesTidepoolUnpooled() throws SQLException {
        for (var sql : List.of("set work_mem = '7MB'", "listen jobs", "begin", "select pg_advisory_lock(7)")) {
            assertThatThrownBy(() -> tidepool.update(sql))
                    .hasMessageContaining("Tidepool.unpooled")
                    .hasMessageContaining("sessionDataSource()");
        }
        try (var connection = tidepool.dataSource().getConnection()) {
            assertThatThrownBy(() -> connection.setSchema("other")).hasMessageContaining("Tidepool.unpooled");
        }
    }

    @Test
    void afterItIsClosedItIsOfNoUse() throws SQLException {
        var connection = tidepool.sessionDataSource().getConnection();

        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }

    @Test
    void aLossWhileItIsMadeIsReportedAsByTheOtherDataSource() throws SQLException {
        try (var network = FaultProxy.to(server.port());
                var through =
                        Tidepool.of(DatabaseUrl.parse(network.through(server.url(database))), OneConnection.SETTINGS)) {
            through.list("select 1", _ -> 1);
            network.cutOnce(FaultProxy.Cut.BEFORE, "pg_backend_pid");

            assertThatThrownBy(() -> through.sessionDataSource().getConnection())
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getSQLState()).isEqualTo("08001");
                        assertThat(e.getCause()).isInstanceOf(DatabaseException.class);
                    });
        }
    }
}
