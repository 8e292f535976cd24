package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgConnection;

/// A role that is put back passes where it changes nothing, and is refused everywhere else.
class SessionRoleTest {

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);

    @AfterEach
    void close() {
        tidepool.close();
    }

    @ParameterizedTest(name = "R5 {0}")
    @ValueSource(
            strings = {
                "set role 'postgres'", "SET ROLE postgres", "set session role \"postgres\"", "set role to postgres",
                "set role = 'postgres';", "set role none", "reset role", "RESET ROLE -- put back"
            })
    void theRoleOfTheSessionsUserPasses(String sql) throws SQLException {
        tidepool.update(sql);
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }

        assertThat(tidepool.list("select current_user", row -> row.getString(1)))
                .containsExactly("postgres");
    }

    @ParameterizedTest(name = "R5 {0}")
    @ValueSource(
            strings = {
                "set role pg_monitor",
                "set role 'pg_monitor'",
                "set session role pg_monitor",
                "set role Postgres_",
                "set role 'Postgres'",
                "select 1; set role postgres",
                "set role postgres; set role pg_monitor",
                "reset all",
                "reset session authorization",
                "set session authorization default",
                "set role"
            })
    void anyOtherIsRefused(String sql) {
        assertThatThrownBy(() -> tidepool.update(sql)).isInstanceOf(IllegalArgumentException.class);
    }

    /// As a pooler does whose every server connection begins with a role.
    @ParameterizedTest(name = "R5 {0}")
    @ValueSource(strings = {"set role none", "reset role", "set role postgres", "set role pg_monitor"})
    void whereTheSessionHasAnotherRoleNoneIsPutBack(String sql) throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            connection.unwrap(PgConnection.class).execSQLUpdate("set role pg_monitor");

            assertThatThrownBy(() -> OneConnection.value(connection, sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
            assertThat(OneConnection.value(connection, "select current_user")).isEqualTo("pg_monitor");
            connection.unwrap(PgConnection.class).execSQLUpdate("reset role");
        }
    }

    @Test
    void aCheckBeginsNoTransaction() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.prepareStatement("set role none").close();

            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(OneConnection.value(connection, "show transaction_isolation"))
                    .isEqualTo("serializable");
        }
    }
}
