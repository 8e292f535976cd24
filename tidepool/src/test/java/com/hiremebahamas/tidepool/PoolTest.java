package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who waits for what while the server changes its mind.
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
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url()), SETTINGS, listener);
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
    @DisplayName("T19 who waits for a further connection to a server gone mute pays the connect limit once")
    void whoWaitsForAFurtherConnectionPaysTheLimitOnce() throws Exception {
        holdOneConnection();
        server.acceptAfter(Duration.ofMinutes(1));

        assertThat(failure()).isInstanceOf(DatabaseFailure.Unreachable.class);

        // A probe would have made the caller wait for the limit once more.
        assertThat(failingThreads).isNotEmpty().doesNotContain("tidepool-probe");
    }

    @Test
    @DisplayName("a password that was changed is told at once to who needs a further connection")
    void aChangedPasswordIsToldAtOnce() throws Exception {
        holdOneConnection();
        server.refuse("28P01", "password authentication failed");

        // Who had to wait would get NotReady in the end.
        assertThat(failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);
    }

    @Test
    void aCallThatGotNoConnectionLeavesItsPlaceToTheNext() throws Exception {
        holdOneConnection();
        server.refuse("28P01", "password authentication failed");
        for (int i = 0; i < 5; i++) assertThat(failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);

        server.acceptAfter(Duration.ZERO);

        // HikariCP reports its last failure once more when it has not tried again yet.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> one() == 1);
    }

    @Test
    @DisplayName("T12 what a probe opens after its caller has left becomes the pool's, which lets it go when idle")
    void whatAProbeOpensBelongsToThePool() {
        server.acceptAfter(Duration.ofMillis(600));

        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(100), this::one))
                .isInstanceOf(DatabaseException.class);

        await().atMost(Duration.ofSeconds(20)).until(() -> tidepool.poolStats().idle() == 1);
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
