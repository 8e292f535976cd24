package com.hiremebahamas.tidepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FaultProxy.Cut;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final FaultProxy proxy = FaultProxy.to(server.port());

    @BeforeEach
    void table() throws SQLException {
        try (var connection = direct()) {
            update(connection, "create table note (word text)");
        }
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void withoutAFaultMessagesPassAndAreRecorded() throws SQLException {
        try (var connection = through()) {
            assertThat(text(connection, "select 'hello'")).isEqualTo("hello");
        }

        assertThat(proxy.statements()).contains("select 'hello'");
    }

    @Test
    void aDelayIsAddedInEachDirection() throws SQLException {
        try (var connection = through()) {
            proxy.delay(Duration.ofMillis(100));

            assertThat(took(() -> text(connection, "select 1"))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void aThrottleLetsSoManyBytesPassInASecond() throws SQLException {
        try (var connection = through()) {
            proxy.throttle(20_000);

            assertThat(took(() -> text(connection, "select repeat('x', 10000)")))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void aResetFailsAWaitingCallAtOnce() throws SQLException {
        try (var connection = through()) {
            proxy.resetAll();

            assertThatThrownBy(() -> text(connection, "select 1"))
                    .isInstanceOf(SQLException.class)
                    .rootCause()
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aDroppedReplyLeavesTheStatementAppliedAndTheClientWaiting() throws SQLException {
        try (var connection = through()) {
            connection.setNetworkTimeout(Runnable::run, 500);
            proxy.dropReplies();

            assertThatThrownBy(() -> update(connection, "insert into note values ('kept')"))
                    .isInstanceOf(SQLException.class);
        }
        await().until(() -> notes().equals("1"));
    }

    @Test
    void heldMessagesPassAfterTheRelease() throws Exception {
        try (var connection = through();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.hold();
            var answer = threads.submit(() -> text(connection, "select 'held'"));
            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            proxy.release();

            assertThat(answer.get()).isEqualTo("held");
        }
    }

    @Test
    void aCutBeforeAStatementLeavesNothingAndACutAfterItAll() throws SQLException {
        for (var cut : Cut.values()) {
            try (var connection = through()) {
                proxy.cutOnce(cut, "insert into note");
                assertThatThrownBy(() -> update(connection, "insert into note values ('" + cut + "')"))
                        .isInstanceOf(SQLException.class);
            }
        }
        try (var connection = direct()) {
            assertThat(text(connection, "select string_agg(word, ',') from note"))
                    .isEqualTo("AFTER");
        }
    }

    private interface JdbcAction {
        void run() throws SQLException;
    }

    private static Duration took(JdbcAction action) throws SQLException {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String notes() throws SQLException {
        try (var connection = direct()) {
            return text(connection, "select count(*) from note");
        }
    }

    private Connection through() throws SQLException {
        return connect(proxy.port());
    }

    private Connection direct() throws SQLException {
        return connect(server.port());
    }

    private Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable", "postgres", "postgres");
    }
}
