package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests that are accepted and whose responses are not complete, for a shutdown that waits for them.
///
/// Safe on any thread.
final class InFlightRequests {

    /// The sign of the state.
    private static final int DRAINING = Integer.MIN_VALUE;

    /// How many are in flight, and whether more may be: one number, so that no request is accepted between the
    /// two, and a rejected one is never counted.
    private final AtomicInteger state = new AtomicInteger();

    private final CountDownLatch empty = new CountDownLatch(1);

    /// Counts a request in; false when the server is draining. Never blocks.
    boolean begin() {
        return state.getAndUpdate(now -> now < 0 ? now : now + 1) >= 0;
    }

    /// Counts out a request whose response is complete.
    void end() {
        if (state.decrementAndGet() == DRAINING) empty.countDown();
    }

    int count() {
        return state.get() & ~DRAINING;
    }

    boolean isDraining() {
        return state.get() < 0;
    }

    /// Rejects requests from now on and blocks until all that are in flight are complete. False when the limit
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
