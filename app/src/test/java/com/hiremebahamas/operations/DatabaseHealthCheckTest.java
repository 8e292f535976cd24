package com.hiremebahamas.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseHealthCheckTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-07-10T12:00:00Z"));
    private final AtomicInteger pings = new AtomicInteger();

    @Test
    @DisplayName("R12 a result is valid for ten seconds")
    void aResultIsValidForTenSeconds() {
        var check = new DatabaseHealthCheck(pings::incrementAndGet, now::get);

        check.content();
        pass(9);
        check.content();
        assertThat(pings).hasValue(1);

        pass(1);
        check.content();
        assertThat(pings).hasValue(2);
    }

    @Test
    @DisplayName("R12 T14 concurrent callers share one ping")
    void concurrentCallersShareOnePing() throws ExecutionException, InterruptedException {
        var release = new CountDownLatch(1);
        var pinging = new CountDownLatch(1);
        var check = new DatabaseHealthCheck(
                () -> {
                    pings.incrementAndGet();
                    pinging.countDown();
                    awaitQuietly(release);
                },
                now::get);
        var callers = new ConcurrentLinkedQueue<Thread>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<OperationsHandler.Content> call = () -> {
                callers.add(Thread.currentThread());
                return check.content();
            };
            var answers = new ArrayList<>(List.of(threads.submit(call)));
            pinging.await();
            for (int i = 0; i < 49; i++) answers.add(threads.submit(call));
            await().until(() ->
                    callers.stream().filter(DatabaseHealthCheckTest::waits).count() == 50);

            release.countDown();
            for (var answer : answers) assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(pings).hasValue(1);
    }

    @Test
    @DisplayName("R12 a ping has a deadline, or a database that hangs would hang every check")
    void aPingHasADeadline() {
        var left = new AtomicReference<>(Duration.ZERO);
        new DatabaseHealthCheck(() -> left.set(Deadline.left(Duration.ofHours(1))), now::get).content();

        assertThat(left.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("R12 it pings the database itself")
    void itPingsTheDatabaseItself() {
        try (var there = TestDatabase.unmigrated();
                var away = TestDatabase.notConfigured()) {
            assertThat(new DatabaseHealthCheck(new PingStore(there.tidepool()), now::get).content())
                    .isEqualTo(OperationsHandler.Content.json(200, "{\"status\":\"ready\",\"database\":\"ready\"}"));
            assertThat(new DatabaseHealthCheck(new PingStore(away.tidepool()), now::get)
                            .content()
                            .status())
                    .isEqualTo(503);
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private void pass(int seconds) {
        now.updateAndGet(then -> then.plusSeconds(seconds));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
