package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the requests that are processed at once, and those that wait for it.
///
/// A request is admitted when all of it has arrived, and leaves when its response is made: neither a client
/// that sends slowly nor one that reads slowly takes part. Safe on any thread.
final class ConcurrencyLimiter {

    /// A waiting request takes a virtual thread and a buffer: a few kilobytes, so a thousand of them are
    /// nothing, and at a few milliseconds each they are processed within seconds.
    private static final int WAITING_PER_PERMIT = 5;

    private final Semaphore admissions;
    private final Semaphore permits;

    ConcurrencyLimiter(int maxConcurrent) {
        this.admissions = new Semaphore(maxConcurrent * (1 + WAITING_PER_PERMIT));
        this.permits = new Semaphore(maxConcurrent);
    }

    /// Whether there is room for the request; it leaves by [#exit]. Never blocks.
    boolean admit() {
        return admissions.tryAcquire();
    }

    void exit() {
        admissions.release();
    }

    /// Blocks until a permit is free; false when that took longer than the limit.
    boolean acquire(Duration limit) throws InterruptedException {
        return permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void release() {
        permits.release();
    }
}
