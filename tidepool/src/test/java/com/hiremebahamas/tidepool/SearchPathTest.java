package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A search path that finds the same schemas may be set by plain JDBC in a transaction, and no other.
class SearchPathTest {

    private static final String SET = "select set_config('search_path', ?, false)";

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        tidepool.update("create schema other");
        connection = tidepool.dataSource().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        tidepool.close();
    }

    @ParameterizedTest(name = "R5 {0}")
    @ValueSource(strings = {"public", "public, \"$user\", public", "nowhere, public", "\"$user\", public"})
    void onePathWithTheSameSchemasPasses(String path) throws SQLException {
        connection.setAutoCommit(false);
        set(path);
        connection.commit();

        assertThat(schemas()).isEqualTo("{public}");
    }

    @ParameterizedTest(name = "R5 {0}")
    @ValueSource(strings = {"other", "other, public", "public, other", "", "nowhere", "pg_catalog, public"})
    void anotherIsRefusedAndPutBack(String path) throws SQLException {
        connection.setAutoCommit(false);
        assertRefused(() -> set(path));
        connection.commit();

        assertThat(OneConnection.value(connection, "show search_path")).isEqualTo("\"$user\", public");
    }

    @Test
    void outsideATransactionEachIsRefused() throws SQLException {
        assertRefused(() -> set("public"));

        connection.setAutoCommit(false);
        try (var prepared = connection.prepareStatement(SET)) {
            prepared.setString(1, "other");
            connection.setAutoCommit(true);
            assertRefused(prepared::execute);
        }
        assertThat(schemas()).isEqualTo("{public}");
    }

    @Test
    void inABatchItIsRefusedOrPutBack() throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement(SET)) {
            assertRefused(() -> statement.addBatch("select set_config('search_path', 'other', false)"));
            prepared.setString(1, "other");
            prepared.addBatch();
            assertThatThrownBy(prepared::executeBatch).isInstanceOf(SQLException.class);
        }
        connection.commit();

        assertThat(schemas()).isEqualTo("{public}");
    }

    private void set(String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    }

    private String schemas() throws SQLException {
        return OneConnection.value(connection, "select current_schemas(false)");
    }
}
