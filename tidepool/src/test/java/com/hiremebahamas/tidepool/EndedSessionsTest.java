package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that can end a statement, at every point of the work, over every transport. What the caller is told
/// follows from two facts, and from nothing else:
///
/// | the session | a read | before COMMIT was sent | a write of its own, or COMMIT was sent |
/// |---|---|---|---|
/// | has ended | `Unreachable` or `NotReady` | runs again, and is committed once | `Unknown` |
/// | goes on | `TimedOut`, nothing is committed | the same | the same |
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndedSessionsTest {

    private enum Transport {
        DIRECT,
        TLS,
        PGBOUNCER,
        PGBOUNCER_TLS
    }

    private enum End {
        /// The only one after which the session goes on.
        CANCELLED,
        TERMINATED,
        CRASHED,
        CLOSED,
        RESET,
        POOLER_STOPPED
    }

    private enum Position {
        READ,
        WRITE,
        STATEMENT_OF_A_TRANSACTION,
        BETWEEN_STATEMENTS,
        COMMIT
    }

    private static final PoolSettings SETTINGS = new PoolSettings(
            2, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private static final String SLEEPERS = "from pg_stat_activity where wait_event = 'PgSleep'";

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final PostgresServer SERVER = PostgresServer.start();
    private static final PgBouncer POOLER = PgBouncer.inFrontOf(SERVER);
    private static final PgBouncer POOLER_OVER_TLS = PgBouncer.overTls(SERVER, AUTHORITY);

    private final AtomicInteger attempts = new AtomicInteger();
    private @Nullable FaultProxy network;

    @BeforeAll
    static void start() {
        SERVER.offerTls(AUTHORITY);
        SERVER.execute("""
                create table note (word text);
                create function sleep_on_commit() returns trigger language plpgsql as $$
                begin
                    if new.word = 'sleep' then perform pg_sleep(60); end if;
                    return null;
                end $$;
                create constraint trigger note_commit after insert on note deferrable initially deferred
                    for each row execute function sleep_on_commit();
                """);
    }

    @AfterAll
    static void stop() {
        POOLER.close();
        POOLER_OVER_TLS.close();
        SERVER.close();
    }

    /// A statement whose client is gone goes on.
    @AfterEach
    void tidyUp() {
        if (network != null) network.close();
        soon().until(() -> observed("select count(pg_terminate_backend(pid, 5000)) " + SLEEPERS), rows -> rows >= 0);
        soon().until(EndedSessionsTest::sleeper, pid -> pid == 0);
        soon().ignoreExceptions().until(() -> {
            SERVER.execute("truncate note");
            return true;
        });
    }

    record Case(Transport transport, End end, Position position) {
        boolean exists() {
            boolean hasPooler = transport == Transport.PGBOUNCER || transport == Transport.PGBOUNCER_TLS;
            if (end == End.POOLER_STOPPED && !hasPooler) return false;
            return end != End.CANCELLED || position != Position.BETWEEN_STATEMENTS;
        }

        boolean goesOn() {
            return end == End.CANCELLED;
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(Transport.values())
                .flatMap(transport -> Arrays.stream(End.values())
                        .flatMap(end ->
                                Arrays.stream(Position.values()).map(position -> new Case(transport, end, position))))
                .filter(Case::exists);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("T23 what a failure means follows from the position of the work and from whether the session goes on")
    void theCallerIsToldTheTruth(Case ended) throws Exception {
        network = FaultProxy.to(port(ended.transport));
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(network.through(url(ended.transport))), SETTINGS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tidepool.list("select 1", _ -> 1);

            var work = threads.submit(() -> run(tidepool, ended));
            if (ended.position != Position.BETWEEN_STATEMENTS)
                end(ended, soon().until(EndedSessionsTest::sleeper, pid -> pid > 0));

            assertTold(ended, failure(work));
        }
    }

    private void assertTold(Case ended, @Nullable DatabaseFailure failure) {
        if (ended.goesOn()) {
            assertThat(failure).isInstanceOf(DatabaseFailure.TimedOut.class);
            assertThat(notes()).isZero();
            return;
        }
        switch (ended.position) {
            case READ ->
                assertThat(failure).isInstanceOfAny(DatabaseFailure.Unreachable.class, DatabaseFailure.NotReady.class);
            case STATEMENT_OF_A_TRANSACTION, BETWEEN_STATEMENTS -> {
                assertThat(failure).isNull();
                assertThat(attempts).hasValue(2);
                assertThat(notes()).isEqualTo(1);
            }
            case WRITE, COMMIT -> assertThat(failure).isInstanceOf(DatabaseFailure.Unknown.class);
        }
    }

    private void run(Tidepool tidepool, Case ended) {
        switch (ended.position) {
            case READ -> tidepool.list("select pg_sleep(60)", _ -> 1);
            case WRITE -> tidepool.update("insert into note select 'kept' from pg_sleep(60)");
            case STATEMENT_OF_A_TRANSACTION ->
                tidepool.useTransaction(transaction -> {
                    transaction.update("insert into note values ('kept')");
                    if (attempts.incrementAndGet() == 1) transaction.list("select pg_sleep(60)", _ -> 1);
                });
            case BETWEEN_STATEMENTS ->
                tidepool.useTransaction(transaction -> {
                    transaction.update("insert into note values ('kept')");
                    int pid = transaction
                            .one("select pg_backend_pid()", row -> row.getInt(1))
                            .orElseThrow();
                    if (attempts.incrementAndGet() == 1) end(ended, pid);
                    transaction.list("select 1", _ -> 1);
                });
            case COMMIT ->
                tidepool.useTransaction(transaction -> transaction.update(
                        "insert into note values (?)", attempts.incrementAndGet() == 1 ? "sleep" : "kept"));
        }
    }

    private void end(Case ended, int pid) {
        switch (ended.end) {
            case CANCELLED -> SERVER.execute("select pg_cancel_backend(" + pid + ")");
            case TERMINATED -> SERVER.execute("select pg_terminate_backend(" + pid + ", 5000)");
            case CRASHED -> ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            case CLOSED -> requireNonNull(network).cutAll();
            case RESET -> requireNonNull(network).resetAll();
            case POOLER_STOPPED -> {
                pooler(ended.transport).stop();
                pooler(ended.transport).start();
            }
        }
    }

    private static @Nullable DatabaseFailure failure(Future<?> work) throws InterruptedException {
        try {
            work.get();
            return null;
        } catch (ExecutionException e) {
            return ((DatabaseException) requireNonNull(e.getCause())).failure();
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static int port(Transport transport) {
        return switch (transport) {
            case DIRECT, TLS -> SERVER.port();
            case PGBOUNCER, PGBOUNCER_TLS -> pooler(transport).port();
        };
    }

    private static String url(Transport transport) {
        var tls = "sslmode=verify-ca&sslrootcert=" + AUTHORITY.certificate();
        return switch (transport) {
            case DIRECT -> SERVER.url("postgres");
            case TLS -> SERVER.url("postgres").replace("sslmode=disable", tls);
            case PGBOUNCER -> POOLER.url("postgres");
            case PGBOUNCER_TLS -> POOLER_OVER_TLS.url("postgres");
        };
    }

    private static PgBouncer pooler(Transport transport) {
        return transport == Transport.PGBOUNCER_TLS ? POOLER_OVER_TLS : POOLER;
    }

    /// The process that sleeps; 0 when none does, or the server does not answer.
    private static int sleeper() {
        return observed("select pid " + SLEEPERS);
    }

    private static int notes() {
        return soon().until(() -> observed("select count(*) from note"), rows -> rows >= 0);
    }

    /// One number, past any pool; -1 while the server does not answer.
    private static int observed(String sql) {
        var url = (DatabaseUrl.Valid) DatabaseUrl.parse(SERVER.url("postgres"));
        try (var connection = Tidepool.unpooled(url, Duration.ofSeconds(5)).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return -1;
        }
    }
}
