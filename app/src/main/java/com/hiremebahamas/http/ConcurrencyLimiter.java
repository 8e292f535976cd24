package com.hiremebahamas.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds the requests that are admitted, and of these the requests that are processed at once.
///
/// A request is admitted or rejected at once, on the selector's thread; an admitted one waits for its permit
/// on its own thread. Safe on any thread.
final class ConcurrencyLimiter {

    /// The sign of the state.
    private static final int DRAINING = Integer.MIN_VALUE;

    /// A waiting request takes a virtual thread and a buffer: a few kilobytes, so a thousand of them are
    /// nothing, and at a few milliseconds each they are processed within seconds.
    private static final int WAITING_PER_PERMIT = 5;

    private final int maxAdmitted;
    private final Semaphore permits;
    /// How many are admitted, and whether more may be: one number, so that no request is admitted between the
    /// two, and a rejected one is never counted.
    private final AtomicInteger state = new AtomicInteger();

    private final CountDownLatch empty = new CountDownLatch(1);

    ConcurrencyLimiter(int maxConcurrent) {
        this.maxAdmitted = maxConcurrent * (1 + WAITING_PER_PERMIT);
        this.permits = new Semaphore(maxConcurrent);
    }

    /// Counts the request in, or returns why it is rejected. Never blocks.
    Optional<HttpError> admit() {
        int now = state.get();
        while (now >= 0 && now < maxAdmitted) {
            int witness = state.compareAndExchange(now, now + 1);
            if (witness == now) return Optional.empty();
            now = witness;
        }
        return Optional.of(now < 0 ? HttpError.STOPPING : HttpError.BUSY);
    }

    /// Counts out an admitted request once its response is complete.
    void exit() {
        if (state.decrementAndGet() == DRAINING) empty.countDown();
    }

    /// Blocks until a permit is free; false when that took longer than the limit.
    boolean acquire(Duration limit) throws InterruptedException {
        return permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void release() {
        permits.release();
    }

    /// How many requests are admitted and not complete.
    int admitted() {
        return state.get() & ~DRAINING;
    }

    boolean isDraining() {
        return state.get() < 0;
    }

    /// Rejects requests from now on and blocks until all admitted ones are complete. False when the limit
    /// passed first.
    boolean drain(Duration limit) {
        if (state.updateAndGet(now -> now | DRAINING) == DRAINING) empty.countDown();
        try {
            return empty.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
