package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What callers wait for while another one's probe is running.
class CircuitBreakerCallersTest {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SQLException refused = new SQLException("refused", "08001");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger probes = new AtomicInteger();

    @Test
    @DisplayName("T19 one caller probes when the window is over, and the others go on failing at once")
    void oneCallerProbesAndTheOthersFailAtOnce() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var slow = new CircuitBreaker(
                "database",
                () -> {
                    if (probes.incrementAndGet() <= 3) throw refused;
                    entered.countDown();
                    await(leave);
                },
                CONNECT,
                TidepoolListener.NONE,
                new TimeSource(
                        InstantSource.fixed(Instant.EPOCH),
                        nanos::get,
                        () -> FixedRandom.MOST,
                        pause -> nanos.addAndGet(pause.toNanos())));
        assertThatThrownBy(() -> slow.awaitClosed(PATIENCE)).isInstanceOf(DatabaseException.class);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trial = threads.submit(() -> slow.awaitClosed(PATIENCE));
            entered.await();

            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> slow.awaitClosed(PATIENCE)).isInstanceOf(DatabaseException.class);
            }
            leave.countDown();

            trial.get(10, TimeUnit.SECONDS);
        }
        assertThat(probes.get()).isEqualTo(4);
        slow.awaitClosed(PATIENCE);
    }

    @Test
    void aCallerWhoseLimitPassesLeavesTheProbeRunning() {
        var leave = new CountDownLatch(1);
        var slow =
                new CircuitBreaker("database", () -> await(leave), CONNECT, TidepoolListener.NONE, TimeSource.SYSTEM);

        assertThatThrownBy(() -> slow.awaitClosed(Duration.ofMillis(20)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new DatabaseFailure.NotReady("The database did not answer within 20 ms")));
        leave.countDown();

        slow.awaitClosed(PATIENCE);
    }

    @Test
    void firstCallersWaitForTheSameProbe() throws Exception {
        var leave = new CountDownLatch(1);
        var slow = new CircuitBreaker(
                "database",
                () -> {
                    probes.incrementAndGet();
                    await(leave);
                },
                CONNECT,
                TidepoolListener.NONE,
                TimeSource.SYSTEM);
        assertThatThrownBy(() -> slow.awaitClosed(Duration.ZERO)).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> slow.awaitClosed(Duration.ZERO)).isInstanceOf(DatabaseException.class);

        leave.countDown();
        slow.awaitClosed(PATIENCE);

        assertThat(probes).hasValue(1);
    }

    @Test
    void anInterruptedCallerIsNotReadyAndKeepsItsInterruptFlag() {
        var leave = new CountDownLatch(1);
        var slow =
                new CircuitBreaker("database", () -> await(leave), CONNECT, TidepoolListener.NONE, TimeSource.SYSTEM);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> slow.awaitClosed(PATIENCE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.NotReady.class));

        assertThat(Thread.interrupted()).isTrue();
        leave.countDown();
    }

    @Test
    void aProbeThatFailsUnexpectedlyIsFollowedByAnother() {
        var once = new CircuitBreaker(
                "database",
                () -> {
                    if (probes.incrementAndGet() == 1) throw new IllegalStateException("a mistake");
                },
                CONNECT,
                TidepoolListener.NONE,
                TimeSource.SYSTEM);

        assertThatThrownBy(() -> once.awaitClosed(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a mistake");

        once.awaitClosed(PATIENCE);
        assertThat(probes).hasValue(2);
    }

    @Test
    @DisplayName("T42 a connection that is released answers the callers of a probe, whose late failure opens nothing")
    void aReleasedConnectionAnswersTheCallersOfAProbe() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var slow = new CircuitBreaker(
                "database",
                () -> {
                    entered.countDown();
                    await(leave);
                    ended.countDown();
                    throw refused;
                },
                CONNECT,
                TidepoolListener.NONE,
                TimeSource.SYSTEM);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var caller = threads.submit(() -> slow.awaitClosed(PATIENCE));
            entered.await();

            slow.connectionReleased();

            caller.get(10, TimeUnit.SECONDS);
            leave.countDown();
            ended.await();
            for (int i = 0; i < 100; i++) slow.awaitClosed(PATIENCE);
        }
        assertThat(slow.isClosed()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
