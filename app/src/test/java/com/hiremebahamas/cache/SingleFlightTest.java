package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final Set<Thread.State> RESTING =
            Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
    private static final Duration LONG = Duration.ofHours(1);

    private final SingleFlight singleFlight = new SingleFlight();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger computations = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    @AfterEach
    void releaseAll() {
        release.countDown();
    }

    @Test
    void concurrentRequestsForOneKeyShareOneComputation() throws Exception {
        var entries = new ArrayList<CompletableFuture<CacheEntry>>();
        entries.add(share(0, this::slowly));
        begun.await();
        for (int i = 0; i < 50; i++) entries.add(share(0, this::slowly));
        while (waiting.get() < 51) Thread.onSpinWait();

        release.countDown();

        for (var entry : entries)
            assertThat(entry.get()).isSameAs(entries.getFirst().get());
        assertThat(computations).hasValue(1);
    }

    @Test
    void aRequestAfterAWriteDoesNotShareAnOlderComputation() throws Exception {
        var before = share(0, this::slowly);
        begun.await();
        var after = entry();

        assertThat(singleFlight.isRunning("/jobs", 1)).isFalse();
        assertThat(singleFlight.share("/jobs", 1, LONG, () -> after)).isSameAs(after);

        release.countDown();
        assertThat(before.get()).isNotSameAs(after);
    }

    @Test
    void aRequestSharesAComputationThatBeganAfterALaterWrite() throws Exception {
        var newer = share(1, this::slowly);
        begun.await();
        var older = share(0, SingleFlightTest::entry);
        while (waiting.get() < 2) Thread.onSpinWait();

        release.countDown();

        assertThat(older.get(10, TimeUnit.SECONDS)).isSameAs(newer.get());
    }

    @Test
    void theEndOfAnOlderComputationDoesNotEndANewerOne() throws Exception {
        var older = new CountDownLatch(1);
        var olderBegun = new CountDownLatch(1);
        var first = share(0, () -> {
            olderBegun.countDown();
            older.await();
            return entry();
        });
        olderBegun.await();
        var second = share(1, this::slowly);
        begun.await();

        older.countDown();
        first.get();

        assertThat(singleFlight.isRunning("/jobs", 1)).isTrue();
        assertThat(second).isNotDone();
    }

    @Test
    void anotherKeyIsAnotherComputation() throws Exception {
        var jobs = share(0, this::slowly);
        begun.await();
        var home = entry();

        assertThat(singleFlight.share("/", 0, LONG, () -> home)).isSameAs(home);
        assertThat(jobs).isNotDone();
    }

    @Test
    void aFailureIsThrownAndNotKept() throws Exception {
        assertThatThrownBy(() -> singleFlight.share("/jobs", 0, LONG, () -> {
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        var next = entry();

        assertThat(singleFlight.isRunning("/jobs", 0)).isFalse();
        assertThat(singleFlight.share("/jobs", 0, LONG, () -> next)).isSameAs(next);
    }

    @Test
    void everyWaitingThreadGetsTheExceptionOfTheComputation() throws Exception {
        var first = share(0, () -> {
            slowly();
            throw new IOException("gone");
        });
        begun.await();
        var other = share(0, SingleFlightTest::entry);
        while (waiting.get() < 2) Thread.onSpinWait();

        release.countDown();

        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(IOException.class);
        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(IOException.class);
    }

    @Test
    void anErrorEndsTheWaitOfTheOthers() throws Exception {
        var first = share(0, () -> {
            slowly();
            throw new StackOverflowError();
        });
        begun.await();
        var other = share(0, SingleFlightTest::entry);
        while (waiting.get() < 2) Thread.onSpinWait();

        release.countDown();

        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }

    @Test
    void aWaitThatTimesOutIsA503() throws Exception {
        var slow = share(0, this::slowly);
        begun.await();

        assertThatThrownBy(() -> singleFlight.share("/jobs", 0, Duration.ofMillis(1), SingleFlightTest::entry))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.headers()).containsKey("Retry-After");
                });
        assertThat(slow).isNotDone();
    }

    /// Calls on a thread of its own; counted as soon as it waits or has ended.
    private CompletableFuture<CacheEntry> share(long writes, Callable<CacheEntry> compute) {
        var entry = new CompletableFuture<CacheEntry>();
        var thread = new Thread(() -> {
            try {
                entry.complete(singleFlight.share("/jobs", writes, LONG, compute));
            } catch (Throwable e) {
                entry.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Thread.startVirtualThread(() -> {
            while (!RESTING.contains(thread.getState())) {
                LockSupport.parkNanos(100_000);
            }
            waiting.incrementAndGet();
        });
        return entry;
    }

    private CacheEntry slowly() throws InterruptedException {
        computations.incrementAndGet();
        begun.countDown();
        release.await();
        return entry();
    }

    private static CacheEntry entry() {
        return new CacheEntry(
                new CachedResponse(200, Map.of(), new EncodedBody(new byte[0]), "/jobs"),
                PublicResponseCache.Content.JOBS,
                0,
                Instant.EPOCH);
    }
}
