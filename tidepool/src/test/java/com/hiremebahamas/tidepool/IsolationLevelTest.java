package com.hiremebahamas.tidepool;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/// `setTransactionIsolation` of plain JDBC: it counts for the borrower's transactions, and never for the session.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationLevelTest {

    /// What ends the connection or the transaction, and what would limit the read of the next answer to a
    /// millisecond.
    private static final Set<String> LEFT_OUT = Set.of(
            "close",
            "abort",
            "unwrap",
            "wait",
            "notify",
            "notifyAll",
            "setAutoCommit",
            "setTransactionIsolation",
            "setNetworkTimeout");

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);
    private Connection connection;

    @BeforeAll
    void createTable() {
        tidepool.update("create table note (n int primary key)");
        tidepool.update("insert into note values (1)");
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = tidepool.dataSource().getConnection();
    }

    @AfterEach
    void release() throws SQLException {
        connection.close();
    }

    @AfterAll
    void close() {
        tidepool.close();
    }

    /// The order of Spring's DataSourceUtils, which JPA has, too.
    @Test
    void setBeforeTheTransactionItCountsUntilItIsSetBack() throws SQLException {
        int previous = connection.getTransactionIsolation();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        assertThat(level()).isEqualTo("serializable");
        assertThat(OneConnection.value(connection, "show transaction_read_only"))
                .isEqualTo("on");
        connection.commit();
        assertThat(level()).isEqualTo("serializable");
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(previous);
        connection.setReadOnly(false);

        connection.setAutoCommit(false);
        assertThat(level()).isEqualTo("read committed");
    }

    @Test
    void setBeforeTheFirstStatementItCountsForTheTransactionThatThisBegins() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(TRANSACTION_REPEATABLE_READ);

        assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_REPEATABLE_READ);
        assertThat(level()).isEqualTo("repeatable read");
        assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_REPEATABLE_READ);
    }

    @Test
    void theSessionAndTheNextBorrowerHaveTheirOwnLevel() throws SQLException {
        var process = OneConnection.process(connection);
        connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        assertThat(OneConnection.value(connection, "show default_transaction_isolation"))
                .isEqualTo("read committed");
        connection.close();

        connection = tidepool.dataSource().getConnection();
        assertThat(OneConnection.process(connection)).isEqualTo(process);
        assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_READ_COMMITTED);
        assertThat(level()).isEqualTo("read committed");
    }

    @Test
    void inATransactionTheLevelThatItHasIsAcceptedAndNoOther() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(level()).isEqualTo("read committed");

        connection.setTransactionIsolation(TRANSACTION_READ_COMMITTED);
        assertThatThrownBy(() -> connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25001"))
                .hasMessageContaining("commit or roll back");
    }

    @Test
    void aLevelThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> connection.setTransactionIsolation(3))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    }

    static Stream<Method> methods() {
        return Stream.of(
                        Connection.class,
                        Statement.class,
                        PreparedStatement.class,
                        DatabaseMetaData.class,
                        ResultSet.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !LEFT_OUT.contains(method.getName()));
    }

    /// Whatever the driver sends first: the name of a schema, a savepoint, a query of the metadata.
    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void noCallBeginsTheTransactionAtAnotherLevel(Method method) throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(
                        "select n from note", ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                var rows = statement.executeQuery()) {
            rows.next();
            connection.commit();
            connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);

            call(method, target(method, statement, rows));

            var state = connection.unwrap(PgConnection.class).getTransactionState();
            if (state != TransactionState.FAILED && !connection.getAutoCommit())
                assertThat(level()).as(method.toString()).isEqualTo("serializable");
        }
    }

    private Object target(Method method, PreparedStatement statement, ResultSet rows) throws SQLException {
        var type = method.getDeclaringClass();
        if (type == Connection.class) return connection;
        if (type == DatabaseMetaData.class) return connection.getMetaData();
        return type == ResultSet.class ? rows : statement;
    }

    private static void call(Method method, Object target) throws Exception {
        try {
            method.invoke(
                    target,
                    Arrays.stream(method.getParameterTypes())
                            .map(IsolationLevelTest::argument)
                            .toArray());
        } catch (InvocationTargetException e) {
            // An argument may be wrong, but not what it begins.
            assertThat(e.getCause()).isInstanceOf(Exception.class);
        }
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == boolean.class) return false;
        if (type == String.class) return "select 1";
        if (type == long.class) return 1L;
        if (type == short.class) return (short) 1;
        if (type == byte.class) return (byte) 1;
        if (type == float.class) return 1f;
        if (type == double.class) return 1d;
        return type == int.class ? 1 : null;
    }

    private String level() throws SQLException {
        return OneConnection.value(connection, "show transaction_isolation");
    }
}
