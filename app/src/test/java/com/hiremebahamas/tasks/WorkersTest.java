package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WorkersTest {

    /// What the second call is about may have come too late for the round that is running.
    @Test
    void aWakeUpWhileAllAreAtWorkIsFollowedByAnotherRound() throws InterruptedException {
        var rounds = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var workers = new Workers(
                1,
                () -> {
                    rounds.incrementAndGet();
                    begun.countDown();
                    await(goOn);
                },
                () -> {});
        workers.wake();
        begun.await();

        workers.wake();
        workers.wake();
        goOn.countDown();
        assertThat(workers.awaitIdle(Duration.ofSeconds(30))).isTrue();

        assertThat(rounds).hasValue(2);
    }

    @RepeatedTest(20)
    void noWakeUpIsLost() throws InterruptedException {
        var due = new AtomicInteger();
        var done = new AtomicInteger();
        var workers = new Workers(
                3,
                () -> {
                    for (int left = due.getAndSet(0); left > 0; left = due.getAndSet(0)) done.addAndGet(left);
                },
                () -> {});

        for (int i = 0; i < 2000; i++) {
            due.incrementAndGet();
            workers.wake();
        }
        assertThat(workers.awaitIdle(Duration.ofSeconds(30))).isTrue();

        assertThat(done).hasValue(2000);
    }

    @Test
    void theLastOneDoesWhatComesAfterTheRounds() throws InterruptedException {
        var inRound = new AtomicInteger();
        var after = new AtomicInteger();
        var all = new CountDownLatch(3);
        var workers = new Workers(
                3,
                () -> {
                    inRound.incrementAndGet();
                    all.countDown();
                    await(all);
                    inRound.decrementAndGet();
                },
                () -> {
                    assertThat(inRound).hasValue(0);
                    after.incrementAndGet();
                });

        for (int i = 0; i < 3; i++) workers.wake();
        assertThat(workers.awaitIdle(Duration.ofSeconds(30))).isTrue();

        assertThat(after).hasValue(1);
    }

    @Test
    void atMostTheirMaximumIsAtWork() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        var workers = new Workers(3, () -> await(goOn), () -> {});

        for (int i = 0; i < 10; i++) workers.wake();
        for (int i = 0; i < 10; i++) workers.add();

        assertThat(workers.size()).isEqualTo(3);
        goOn.countDown();
        assertThat(workers.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(workers.size()).isZero();
    }

    @Test
    void closedTheyBeginNothing() throws InterruptedException {
        var rounds = new AtomicInteger();
        var workers = new Workers(3, rounds::incrementAndGet, () -> {});

        workers.close();
        workers.wake();

        assertThat(workers.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(rounds).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
