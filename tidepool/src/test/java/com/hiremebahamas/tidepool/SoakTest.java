package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgStatement;

/// Failures of every kind, after which the heap holds what it held before: 10,000, or as many as
/// `-Dsoak.failures` says.
class SoakTest {

    private static final int ROUNDS = Integer.getInteger("soak.failures", 10_000) / 100;

    /// Of the cheap failures; the dear ones, which cost a connection or wait for a limit, come once in a round.
    private static final int CHEAP = 14;

    /// Classes that are loaded and caches of the JDK that fill meanwhile; a leak of one in each round is more.
    private static final int MORE_THAN_BEFORE = 60 + ROUNDS / 4;

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), PoolSettings.DEFAULT);
    private final ClosedPort closedPort = ClosedPort.open();
    private final Tidepool away = Tidepool.of(
            DatabaseUrl.parse("postgresql://u:p@127.0.0.1:" + closedPort.port() + "/none"), PoolSettings.DEFAULT);
    private final Logger log = Logger.getLogger(Tidepool.class.getName());
    private int failures;

    SoakTest() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void close() {
        log.setLevel(null);
        tidepool.close();
        away.close();
        closedPort.close();
    }

    @Test
    @DisplayName("T46 failures of every kind leave nothing in the heap")
    void failuresLeaveNothingInTheHeap() throws Exception {
        for (int round = 0; round < 20; round++) failInEveryWay();
        instances(); // what it loads itself
        var before = instances();
        failures = 0;

        for (int round = 0; round < ROUNDS; round++) failInEveryWay();

        assertThat(failures).isGreaterThanOrEqualTo(100 * ROUNDS);
        var after = instances();
        assertThat(after).containsKey(Tidepool.class.getName());
        assertThat(after.entrySet().stream()
                        .filter(now -> now.getValue() > before.getOrDefault(now.getKey(), 0L) + MORE_THAN_BEFORE)
                        .toList())
                .as("classes of which there are more instances than before")
                .isEmpty();
    }

    private void failInEveryWay() {
        for (int i = 0; i < CHEAP; i++) {
            fail(() -> tidepool.list("select 1 / 0", _ -> 1));
            fail(() -> tidepool.update("insert into nowhere values (?)", failures));
            fail(() -> tidepool.update("set search_path to public"));
            fail(() -> tidepool.list("select ?", _ -> 1, List.of(1, "one")));
            fail(() -> tidepool.useTransaction(_ -> {
                throw new IllegalArgumentException("of the work");
            }));
            fail(() -> tidepool.useReadOnlyTransaction(read -> read.update("create table late ()")));
            fail(() -> away.list("select 1", _ -> 1));
        }
        fail(() -> tidepool.list("select pg_terminate_backend(pg_backend_pid())", _ -> 1));
        fail(() -> Deadline.within(Duration.ofMillis(2), () -> tidepool.list("select pg_sleep(30)", _ -> 1)));
        fail(this::cancel);
    }

    /// A cancel request that arrives before its statement has no effect; the statement then fails after a second.
    private void cancel() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(20);
            statement.execute("select 1 / length(pg_sleep(1)::text)");
        }
    }

    private void fail(ThrowingCallable call) {
        try {
            call.call();
        } catch (Throwable expected) {
            failures++;
            return;
        }
        throw new AssertionError("It did not fail");
    }

    /// How many instances of each class are reachable.
    private static Map<String, Long> instances() throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // Into a file: the JVM stands still until all of it is written, and could not read a pipe.
        var file = Files.createTempFile("histogram", ".txt");
        try {
            new ProcessBuilder(jcmd, Long.toString(ProcessHandle.current().pid()), "GC.class_histogram")
                    .redirectOutput(file.toFile())
                    .start()
                    .waitFor();
            return instances(Files.readAllLines(file));
        } finally {
            Files.delete(file);
        }
    }

    /// A line is `12:   345   6789  java.lang.String (java.base@25)`.
    private static Map<String, Long> instances(List<String> histogram) {
        var found = new HashMap<String, Long>();
        histogram.stream()
                .map(line -> line.strip().split("\\s+", 5))
                .filter(columns -> columns.length >= 4 && columns[0].endsWith(":"))
                .filter(columns -> isOurs(columns[3]))
                .forEach(columns -> found.merge(columns[3], Long.parseLong(columns[1]), Long::sum));
        return found;
    }

    /// What is allocated for each failure, connection or call; the rest belongs to the machine and the tests.
    private static boolean isOurs(String name) {
        return List.of(
                        "com.hiremebahamas.tidepool.",
                        "com.zaxxer.hikari.",
                        "org.postgresql.",
                        "java.sql.",
                        "java.net.",
                        "sun.nio.ch.",
                        "java.util.concurrent.locks.",
                        "java.util.concurrent.CompletableFuture",
                        "java.lang.ref.",
                        "java.lang.Thread",
                        "java.lang.VirtualThread")
                .stream()
                .anyMatch(name::startsWith);
    }
}
