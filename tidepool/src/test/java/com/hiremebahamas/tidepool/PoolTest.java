package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Acquiring connections while the server changes its answers.
class PoolTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            2, 0, Duration.ofSeconds(20), Duration.ofSeconds(300), Duration.ofSeconds(2), Duration.ofSeconds(20));

    private final FakePostgres server = FakePostgres.start();
    private final List<String> failingThreads = new CopyOnWriteArrayList<>();
    private final TidepoolListener listener = new TidepoolListener() {
        @Override
        public void connectFailed(DatabaseFailure failure, Duration took) {
            failingThreads.add(Thread.currentThread().getName());
        }
    };
    private final AtomicLong passed = new AtomicLong();
    private final TimeSource time = new TimeSource(
            () -> Instant.now().plusNanos(passed.get()),
            () -> System.nanoTime() + passed.get(),
            ThreadLocalRandom::current,
            Thread::sleep);
    private final Tidepool tidepool = new Tidepool(DatabaseUrl.parse(server.url()), SETTINGS, listener, time);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void close() {
        done.countDown();
        threads.close();
        tidepool.close();
        server.close();
    }

    @Test
    @DisplayName("T19 a call that waits for a new connection to a server gone mute waits for the connect timeout once")
    void aCallThatWaitsForANewConnectionWaitsForTheConnectTimeoutOnce() throws Exception {
        holdOneConnection();
        server.acceptAfter(Duration.ofMinutes(1));

        assertThat(failure()).isInstanceOf(DatabaseFailure.Unreachable.class);

        // A probe would have made the caller wait for the limit once more.
        assertThat(failingThreads).isNotEmpty().doesNotContain("tidepool-probe");
    }

    @Test
    @DisplayName("after a changed password a call that needs a new connection fails at once")
    void aChangedPasswordFailsAtOnce() throws Exception {
        holdOneConnection();
        server.refuse("28P01", "password authentication failed");

        // A call that waited would get NotReady in the end.
        assertThat(failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);
    }

    @Test
    void aFailedAcquireReleasesItsPermit() throws Exception {
        holdOneConnection();
        server.refuse("28P01", "password authentication failed");
        for (int i = 0; i < 5; i++) assertThat(failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);

        server.acceptAfter(Duration.ZERO);
        passed.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(one()).isEqualTo(1);
    }

    @Test
    @DisplayName("T12 the connection of a probe whose caller has left belongs to the pool, which closes it when idle")
    void theConnectionOfAProbeBelongsToThePool() {
        server.acceptAfter(Duration.ofMillis(600));

        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(100), this::one))
                .isInstanceOf(DatabaseException.class);

        await().until(() -> tidepool.poolStats().idle() == 1);
        assertThat(server.open()).isEqualTo(1);
    }

    private void holdOneConnection() throws InterruptedException {
        var held = new CountDownLatch(1);
        var _ = threads.submit(() -> tidepool.useReadOnlyTransaction(transaction -> {
            transaction.list("select n from job", row -> 1);
            held.countDown();
            awaitDone();
        }));
        held.await();
    }

    private void awaitDone() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int one() {
        return tidepool.one("select n from job", row -> row.getInt("n")).orElseThrow();
    }

    private DatabaseFailure failure() {
        try {
            one();
            throw new AssertionError("The server refuses");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }
}
