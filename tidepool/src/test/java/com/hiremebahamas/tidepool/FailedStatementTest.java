package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A statement of plain JDBC that fails costs its connection only when the session has ended, whatever its code.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedStatementTest {

    /// PostgreSQL, appendix A, all but success; and the classes that other databases have.
    private static final List<String> CLASSES = List.of(
            "01", "02", "03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "10", "20", "21", "22", "23", "24", "25",
            "26", "27", "28", "2B", "2D", "2F", "34", "38", "39", "3B", "3D", "3F", "40", "42", "44", "53", "54", "55",
            "57", "58", "72", "F0", "HV", "P0", "XX", "99", "JZ");

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);

    @AfterAll
    void close() {
        tidepool.close();
    }

    static Stream<String> states() {
        return Stream.concat(
                CLASSES.stream().flatMap(type -> Stream.of(type + "000", type + "001", type + "P01", type + "P03")),
                Stream.of("01002", "08006", "08P01", "25006", "57P02", "JZ0C0", "JZ0C1", "57014", "40P01"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void aConnectionWhoseSessionGoesOnIsUsedOn(String state) throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            var process = OneConnection.process(connection);
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> raise(connection, state))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));

            connection.rollback();
            assertThat(OneConnection.process(connection)).isEqualTo(process);
            connection.commit();
        }
    }

    private static void raise(Connection connection, String state) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("do $$ begin raise exception using errcode = '" + state + "'; end $$");
        }
    }

    @Test
    void aConnectionWhoseSessionHasEndedIsNotUsedAgain() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            var process = OneConnection.process(connection);
            server.execute("select pg_terminate_backend(" + process + ", 5000)");
            assertThatThrownBy(() -> OneConnection.process(connection)).isInstanceOf(SQLException.class);
        }

        try (var connection = tidepool.dataSource().getConnection()) {
            assertThat(OneConnection.value(connection, "select 1")).isEqualTo("1");
        }
    }
}
