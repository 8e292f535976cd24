package com.hiremebahamas.tidepool;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a borrower sets on a connection ends with the borrower, for every setter that JDBC has.
class ConnectionSettersTest {

    private static final Executor SAME_THREAD = Runnable::run;

    private static final Map<String, Object[]> ARGUMENTS = Map.ofEntries(
            entry("setAutoCommit", new Object[] {false}),
            entry("setReadOnly", new Object[] {true}),
            entry("setCatalog", new Object[] {"other"}),
            entry("setSchema", new Object[] {"other"}),
            entry("setTransactionIsolation", new Object[] {Connection.TRANSACTION_SERIALIZABLE}),
            entry("setTypeMap", new Object[] {Map.of("mood", String.class)}),
            entry("setHoldability", new Object[] {ResultSet.HOLD_CURSORS_OVER_COMMIT}),
            entry("setSavepoint", new Object[] {}),
            entry("setSavepoint String", new Object[] {"one"}),
            entry("setClientInfo String String", new Object[] {"ApplicationName", "other"}),
            entry("setClientInfo Properties", new Object[] {clientInfo()}),
            entry("setNetworkTimeout Executor int", new Object[] {SAME_THREAD, 7000}),
            entry("setShardingKey ShardingKey", new Object[] {null}),
            entry("setShardingKey ShardingKey ShardingKey", new Object[] {null, null}),
            entry("setShardingKeyIfValid ShardingKey int", new Object[] {null, 1}),
            entry("setShardingKeyIfValid ShardingKey ShardingKey int", new Object[] {null, null, 1}));

    /// Objects that are new each time.
    private static final Set<String> NOT_COMPARED = Set.of("getMetaData");

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);

    @AfterEach
    void close() {
        tidepool.close();
    }

    private static Properties clientInfo() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "other");
        properties.setProperty("ClientUser", "ann");
        return properties;
    }

    static Stream<Method> setters() {
        return Arrays.stream(Connection.class.getMethods())
                .filter(method -> method.getName().startsWith("set"));
    }

    @ParameterizedTest(name = "R5 T8 {0}")
    @MethodSource("setters")
    void whatIsSetEndsWithTheBorrower(Method setter) throws Exception {
        var before = found(null);

        assertThat(found(setter)).isEqualTo(before);
        assertThat(found(null)).isEqualTo(before);
    }

    /// What a borrower finds, before it calls a setter.
    private Map<String, Object> found(@Nullable Method setter) throws Exception {
        try (var connection = tidepool.dataSource().getConnection()) {
            var found = new TreeMap<String, Object>();
            for (var getter : Connection.class.getMethods()) {
                if (getter.getName().matches("(get|is)[A-Z].*") && getter.getParameterCount() == 0)
                    found.put(getter.getName(), String.valueOf(getter.invoke(connection)));
            }
            NOT_COMPARED.forEach(found::remove);
            found.put("process", OneConnection.process(connection));
            found.put(
                    "settings",
                    OneConnection.value(
                            connection,
                            "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings"));
            if (setter != null) call(connection, setter);
            return found;
        }
    }

    /// One that refuses leaves nothing either.
    private static void call(Connection connection, Method setter) throws Exception {
        if (setter.getName().equals("setSavepoint")) connection.setAutoCommit(false);
        try {
            setter.invoke(connection, arguments(setter));
            OneConnection.value(connection, "select 1");
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(SQLException.class);
        }
    }

    private static Object[] arguments(Method setter) {
        var types = String.join(
                " ",
                Arrays.stream(setter.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
        var arguments =
                ARGUMENTS.getOrDefault((setter.getName() + " " + types).strip(), ARGUMENTS.get(setter.getName()));
        return Objects.requireNonNull(arguments, setter + " is new in JDBC");
    }

    @Test
    @DisplayName("R5 client info has no effect, and a warning says what has")
    void clientInfoHasNoEffect() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setClientInfo("ApplicationName", "other");

            assertThat(OneConnection.value(connection, "show application_name")).isEqualTo("tidepool");
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("tidepool");
            assertThat(connection.getWarnings().getMessage()).contains("application_name=");
        }
    }

    @Test
    void aClosedConnectionTakesNothing() throws SQLException {
        var connection = tidepool.dataSource().getConnection();
        connection.close();

        assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "other"))
                .isInstanceOf(SQLClientInfoException.class);
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::getTransactionIsolation).isInstanceOf(SQLException.class);
    }
}
