package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.http.CachedResponse;
import com.hiremebahamas.http.EncodedBody;
import com.hiremebahamas.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SingleFlight flights = new SingleFlight();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    @AfterEach
    void letGo() {
        goOn.countDown();
    }

    @Test
    void howeverManyAskOneAnswerIsMade() throws Exception {
        var answers = new ArrayList<CompletableFuture<CacheEntry>>();
        answers.add(ask(0, this::slowly));
        begun.await();
        for (int i = 0; i < 50; i++) answers.add(ask(0, this::slowly));
        while (waiting.get() < 51) Thread.onSpinWait();

        goOn.countDown();

        for (var answer : answers)
            assertThat(answer.get()).isSameAs(answers.getFirst().get());
        assertThat(made).hasValue(1);
    }

    @Test
    void whoAsksAfterAWriteDoesNotGetWhatWasBegunBefore() throws Exception {
        var before = ask(0, this::slowly);
        begun.await();
        var after = kept();

        assertThat(flights.isMaking("/jobs", 1)).isFalse();
        assertThat(flights.one("/jobs", 1, LONG, () -> after)).isSameAs(after);

        goOn.countDown();
        assertThat(before.get()).isNotSameAs(after);
    }

    @Test
    void anotherAddressIsAnotherAnswer() throws Exception {
        var jobs = ask(0, this::slowly);
        begun.await();
        var home = kept();

        assertThat(flights.one("/", 0, LONG, () -> home)).isSameAs(home);
        assertThat(jobs).isNotDone();
    }

    @Test
    void aFailureIsToldAndForgotten() throws Exception {
        assertThatThrownBy(() -> flights.one("/jobs", 0, LONG, () -> {
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        var next = kept();

        assertThat(flights.isMaking("/jobs", 0)).isFalse();
        assertThat(flights.one("/jobs", 0, LONG, () -> next)).isSameAs(next);
    }

    @Test
    void whoeverHasWaitedLongEnoughIsToldWhenToComeBack() throws Exception {
        var slow = ask(0, this::slowly);
        begun.await();

        assertThatThrownBy(() -> flights.one("/jobs", 0, Duration.ofMillis(1), SingleFlightTest::kept))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.headers()).containsKey("Retry-After");
                });
        assertThat(slow).isNotDone();
    }

    /// Asks on a thread of its own; counted as soon as it waits.
    private CompletableFuture<CacheEntry> ask(long writes, Callable<CacheEntry> make) {
        var answer = new CompletableFuture<CacheEntry>();
        var thread = new Thread(() -> {
            try {
                answer.complete(flights.one("/jobs", writes, LONG, make));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Thread.startVirtualThread(() -> {
            while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(100_000);
            }
            waiting.incrementAndGet();
        });
        return answer;
    }

    private CacheEntry slowly() throws InterruptedException {
        made.incrementAndGet();
        begun.countDown();
        goOn.await();
        return kept();
    }

    private static CacheEntry kept() {
        return new CacheEntry(
                new CachedResponse(200, Map.of(), new EncodedBody(new byte[0]), "/jobs"), 0, Instant.EPOCH);
    }
}
