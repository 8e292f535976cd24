package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
        var lines = new ArrayList<String>();
        var logger = Logger.getLogger(CircuitBreaker.class.getName());
        logger.setFilter(line -> lines.add(line.getMessage()));
        try {
            while (nanos.get() < TimeUnit.MINUTES.toNanos(1)) {
                refusal();
                pass(Duration.ofMillis(10));
            }
        } finally {
            logger.setFilter(null);
        }

        assertThat(windows).hasSizeBetween(10, 20);
        assertThat(probes.get()).isEqualTo(3 * windows.size());
        assertThat(lines).hasSameSizeAs(windows).allMatch(line -> line.startsWith("The database cannot be used"));
    }

    @Test
    @DisplayName("T3 a misconfiguration is tried once, and again after ten seconds")
    void aMisconfigurationIsTriedOnce() {
        answer = wrong;

        assertThat(refusal()).isInstanceOf(DatabaseFailure.Misconfigured.class);
        assertThat(breaker.state())
                .isEqualTo(new DatabaseState.Misconfigured("FATAL: wrong password (SQLSTATE 28P01)"));
        pass(Duration.ofMillis(9_999));
        refusal();
        assertThat(probes.get()).isEqualTo(1);

        pass(Duration.ofMillis(1));
        answer = null;
        breaker.awaitClosed(PATIENCE);
        assertThat(windows).containsExactly(Duration.ofSeconds(10));
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
        answer = null;
        breaker.awaitClosed(PATIENCE);
        breaker.connectFailed(refused, Duration.ofMillis(1));
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Idle.class);

        breaker.awaitClosed(PATIENCE);
        breaker.connectFailed(refused, CONNECT);
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Unreachable.class);
        assertThat(refusal()).isInstanceOf(DatabaseFailure.Unreachable.class);
        assertThat(probes.get()).isEqualTo(2);
    }

    @Test
    void anAttemptOfThePoolAtAFullServerOrWhileNothingIsKnownChangesNothing() {
        breaker.connectFailed(refused, CONNECT);
        assertThat(breaker.state()).isInstanceOf(DatabaseState.Idle.class);
        answer = null;
        breaker.awaitClosed(PATIENCE);

        breaker.connectFailed(sent("53300", "too many clients"), CONNECT);

        assertThat(breaker.isClosed()).isTrue();
    }

    private static SQLException sent(String state, String message) {
        return new PSQLException(new ServerErrorMessage("SFATAL\0C" + state + "\0M" + message + "\0"));
    }
}
