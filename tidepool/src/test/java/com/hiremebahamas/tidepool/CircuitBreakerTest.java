package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// When a probe may start, by a clock that the test sets.
class CircuitBreakerTest {

    private static final Instant NOON = Instant.parse("2026-07-10T12:00:00Z");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final SQLException refused = new SQLException("refused", "08001");
    private final SQLException starting = sent("57P03", "starting up");
    private final SQLException wrong = sent("28P01", "wrong password");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Duration> windows = new ArrayList<>();
    private volatile @Nullable SQLException answer = refused;
    private volatile FixedRandom jitter = FixedRandom.MOST;

    private final CircuitBreaker breaker = new CircuitBreaker(
            "postgresql://db.test:5432/jobs",
            this::probe,
            CONNECT,
            new TidepoolListener() {
                @Override
                public void breakerOpened(DatabaseFailure failure, Duration pause) {
                    windows.add(pause);
                }

                @Override
                public void breakerClosed() {
                    closed.incrementAndGet();
                }
            },
            new TimeSource(() -> NOON.plusNanos(nanos.get()), nanos::get, () -> jitter, pause -> pass(pause)));

    private void probe() throws SQLException {
        probes.incrementAndGet();
        var refusal = answer;
        if (refusal != null) throw refusal;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private DatabaseFailure refusal() {
        try {
            breaker.awaitClosed(PATIENCE);
            throw new AssertionError("It was let pass");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }

    @Test
    @DisplayName("T19 a server that refuses is tried three times, and then all fail at once until the window is over")
    void allFailAtOnceUntilTheWindowIsOver() {
        assertThat(refusal()).isInstanceOf(DatabaseFailure.Unreachable.class);
        assertThat(probes.get()).isEqualTo(3);

        for (int i = 0; i < 100; i++) assertThat(refusal()).isInstanceOf(DatabaseFailure.Unreachable.class);
        pass(Duration.ofMillis(999));
        assertThat(refusal()).isInstanceOf(DatabaseFailure.Unreachable.class);
        assertThat(probes.get()).isEqualTo(3);

        pass(Duration.ofMillis(1));
        refusal();
        assertThat(probes.get()).isEqualTo(6);
    }

    @Test
    @DisplayName("T20 the windows are 1 s, 2 s, 4 s and then 4 s, or a share of that, at least half")
    void theWindowsGrowToFourSeconds() {
        for (int i = 0; i < 5; i++) {
            refusal();
            pass(Duration.ofSeconds(4));
        }
        jitter = FixedRandom.LEAST;
        refusal();

        assertThat(windows)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(2));
    }

    @Test
    @DisplayName(
            "T20 in a minute of constant calls there are a few dozen tries at most, and one line in the log a window")
    void aMinuteOfCallsCostsFewTriesAndLines() {
        var lines = linesWhile(() -> {
            while (nanos.get() < TimeUnit.MINUTES.toNanos(1)) {
                refusal();
                pass(Duration.ofMillis(10));
            }
        });

        assertThat(windows).hasSizeBetween(10, 20);
        assertThat(probes.get()).isEqualTo(3 * windows.size());
        assertThat(lines).hasSameSizeAs(windows).allMatch(line -> line.contains(" cannot be used: "));
    }

    @Test
    @DisplayName(
            "T3 a misconfiguration is tried once, after ten seconds, and then after twice as long up to five minutes")
    void aMisconfigurationIsTriedRarely() {
        answer = wrong;

        assertThat(refusal()).isInstanceOf(DatabaseFailure.Misconfigured.class);
        assertThat(breaker.state()).isInstanceOfSatisfying(DatabaseState.Misconfigured.class, state -> {
            assertThat(state.problem()).isEqualTo("FATAL: wrong password (SQLSTATE 28P01)");
            assertThat(state.nextTry()).isNotNull();
        });
        pass(Duration.ofMillis(9_999));
        refusal();
        assertThat(probes.get()).isEqualTo(1);
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofMinutes(5));
            refusal();
        }

        assertThat(probes.get()).isEqualTo(7);
        assertThat(windows).extracting(Duration::toSeconds).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    @DisplayName("T3 a misconfiguration is logged once, in the server's words, and again when the reason changes")
    void aMisconfigurationIsLoggedOnce() {
        answer = wrong;
        var lines = linesWhile(() -> {
            for (int i = 0; i < 4; i++) {
                refusal();
                pass(Duration.ofMinutes(5));
            }
            answer = sent("3D000", "no such database");
            refusal();
        });

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("postgresql://db.test:5432/jobs cannot be used: FATAL: wrong password (SQLSTATE 28P01)");
    }

    @Test
    @DisplayName("T22 a server that is starting is retried until the connect timeout")
    void aStartingServerIsRetriedUntilTheConnectTimeout() {
        answer = starting;

        assertThat(refusal()).isInstanceOf(DatabaseFailure.NotReady.class);

        assertThat(probes.get()).isGreaterThan(3);
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(3), CONNECT);
    }

    @Test
    @DisplayName(
            "T18 a server that is back is used by the next call, and its next loss begins with the shortest window")
    void aServerThatIsBackIsUsedAgain() {
        refusal();
        pass(Duration.ofSeconds(1));
        refusal();
        pass(Duration.ofSeconds(4));
        answer = null;

        breaker.awaitClosed(PATIENCE);

        assertThat(breaker.isClosed()).isTrue();
        assertThat(closed).hasValue(1);
        assertThat(breaker.state()).isEqualTo(new DatabaseState.Ready(NOON.plusNanos(nanos.get())));
        breaker.reset();
        answer = refused;
        refusal();
        assertThat(windows).endsWith(Duration.ofSeconds(1));
    }

    @Test
    void theStateSaysSinceWhenAndUntilWhen() {
        refusal();
        var first = NOON.plusNanos(nanos.get());
        pass(Duration.ofSeconds(1));
        refusal();

        assertThat(breaker.state())
                .isEqualTo(new DatabaseState.Unreachable(
                        first,
                        "refused (SQLSTATE 08001)",
                        NOON.plusNanos(nanos.get()).plusSeconds(2)));
    }

    @Test
    void aClosedBreakerDoesNotProbeUntilItIsReset() {
        answer = null;
        for (int i = 0; i < 10; i++) breaker.awaitClosed(PATIENCE);
        assertThat(probes.get()).isEqualTo(1);

        breaker.reset();

        assertThat(breaker.state()).isEqualTo(new DatabaseState.Idle());
        breaker.awaitClosed(PATIENCE);
        assertThat(probes.get()).isEqualTo(2);
    }

    @Test
    void aResetDoesNotShortenAWindow() {
        refusal();

        breaker.reset();

        refusal();
        assertThat(probes.get()).isEqualTo(3);
    }

    @Test
    @DisplayName("T19 an attempt of the pool that used up its time opens the breaker; a quick one does not")
    void anAttemptThatUsedUpItsTimeOpensTheBreaker() {
        afterASuccessLongAgo();
        breaker.connectFailed(refused, Duration.ofMillis(1));
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Idle.class);

        afterASuccessLongAgo();
        breaker.connectFailed(refused, CONNECT);
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Unreachable.class);
        assertThat(refusal()).isInstanceOf(DatabaseFailure.Unreachable.class);
        assertThat(probes.get()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("T42 while connections work, no refusal of a further one opens the breaker, and the state tells it")
    void whileConnectionsWorkTheBreakerStaysClosed(SQLException refusal) {
        afterASuccessLongAgo();
        breaker.connectionReleased();

        for (int i = 0; i < 100; i++) breaker.connectFailed(refusal, CONNECT);

        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.state())
                .isInstanceOfSatisfying(
                        DatabaseState.Degraded.class,
                        degraded -> assertThat(degraded.why()).contains(refusal.getMessage()));
        breaker.connected();
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Ready.class);
    }

    static Stream<SQLException> whileConnectionsWorkTheBreakerStaysClosed() {
        return Stream.of(
                new SQLException("refused", "08001"),
                new SQLException("timed out", "08001", new SocketTimeoutException()),
                sent("53300", "too many clients"),
                sent("08P01", "words of a pooler that nobody knows"),
                sent("28P01", "wrong password"),
                sent("3D000", "no such database"),
                sent("57P03", "starting up"));
    }

    @Test
    @DisplayName("T3 while connections work, a changed password is tried after 10 s and then rarely")
    void aChangedPasswordIsTriedRarelyWhileConnectionsWork() throws SQLException {
        afterASuccessLongAgo();
        var tries = new ArrayList<Duration>();
        var lines = linesWhile(() -> {
            long begin = nanos.get();
            while (nanos.get() - begin < TimeUnit.MINUTES.toNanos(3)) {
                breaker.connectionReleased();
                if (mayConnect()) {
                    tries.add(Duration.ofNanos(nanos.get() - begin));
                    breaker.connectFailed(wrong, Duration.ofMillis(3));
                }
                pass(Duration.ofMillis(100));
            }
        });

        assertThat(tries).extracting(Duration::toSeconds).containsExactly(0L, 10L, 30L, 70L, 150L);
        assertThat(lines).hasSize(1).allMatch(line -> line.contains("FATAL: wrong password (SQLSTATE 28P01)"));
    }

    @Test
    @DisplayName(
            "T42 a connection that is released closes an open breaker, and answers the callers that wait for a probe")
    void aReleasedConnectionClosesTheBreaker() {
        refusal();
        assertThat(breaker.isClosed()).isFalse();

        breaker.connectionReleased();

        assertThat(breaker.isClosed()).isTrue();
        breaker.awaitClosed(PATIENCE);
    }

    @Test
    void whileNothingIsKnownAnAttemptOfThePoolChangesNothing() {
        breaker.connectFailed(refused, CONNECT);

        assertThat(breaker.state()).isInstanceOf(DatabaseState.Idle.class);
    }

    /// Longer ago than the connect timeout, so that it says nothing of now.
    private void afterASuccessLongAgo() {
        var next = answer;
        answer = null;
        breaker.awaitClosed(PATIENCE);
        pass(CONNECT.plusSeconds(1));
        answer = next;
    }

    private boolean mayConnect() {
        try {
            breaker.check();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> linesWhile(Runnable work) {
        var lines = new CopyOnWriteArrayList<String>();
        var logger = Logger.getLogger(CircuitBreaker.class.getName());
        logger.setFilter(line -> lines.add(line.getMessage()));
        try {
            work.run();
        } finally {
            logger.setFilter(null);
        }
        return lines;
    }

    private static SQLException sent(String state, String message) {
        return new PSQLException(new ServerErrorMessage("SFATAL\0C" + state + "\0M" + message + "\0"));
    }
}
