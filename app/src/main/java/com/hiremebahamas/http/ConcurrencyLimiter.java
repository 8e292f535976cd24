package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many requests may be inside, and who may still come in.
///
/// A request enters or is refused at once, on the selector's thread; inside, it waits for its turn on its own thread.
final class ConcurrencyLimiter {

    /// The sign of the state.
    private static final int DRAINING = Integer.MIN_VALUE;

    /// Waiting requests cost a virtual thread and a buffer each: a few kilobytes, so a thousand of them are nothing,
    /// and at a few milliseconds each they are served within seconds.
    private static final int WAITING_FOR_EACH_WORKING = 5;

    private final int most;
    private final Semaphore turns;
    /// How many are inside, and whether anybody may still come in: one number, so that no request enters unseen
    /// between the two, and one that is refused is never counted.
    private final AtomicInteger state = new AtomicInteger();

    private final CountDownLatch emptied = new CountDownLatch(1);

    ConcurrencyLimiter(int maxConcurrent) {
        this.most = maxConcurrent * (1 + WAITING_FOR_EACH_WORKING);
        this.turns = new Semaphore(maxConcurrent);
    }

    /// Counts the request in, or says why not. Never blocks.
    @Nullable
    Rejection enter() {
        int now = state.get();
        while (now >= 0 && now < most) {
            int witness = state.compareAndExchange(now, now + 1);
            if (witness == now) return null;
            now = witness;
        }
        return now < 0 ? Rejection.STOPPING : Rejection.BUSY;
    }

    /// Counts out a request that has been answered.
    void leave() {
        if (state.decrementAndGet() == DRAINING) emptied.countDown();
    }

    /// Blocks until fewer than the most are working; false when that took longer than the limit.
    boolean takeTurn(Duration limit) throws InterruptedException {
        return turns.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void giveTurn() {
        turns.release();
    }

    int inside() {
        return state.get() & ~DRAINING;
    }

    boolean isDraining() {
        return state.get() < 0;
    }

    /// Refuses from now on; blocks until nobody is inside. False when the limit passed first.
    boolean drain(Duration limit) {
        if (state.updateAndGet(now -> now | DRAINING) == DRAINING) emptied.countDown();
        try {
            return emptied.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
