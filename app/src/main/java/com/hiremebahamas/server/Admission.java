package com.hiremebahamas.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many requests may be inside, and who may still come in.
///
/// A request enters or is refused at once, on the selector's thread; inside, it waits for its turn on its own thread.
final class Admission {

    /// Waiting requests cost a virtual thread and a buffer each: a few kilobytes, so a thousand of them are nothing,
    /// and at a few milliseconds each they are served within seconds.
    private static final int WAITING_FOR_EACH_WORKING = 5;

    private final int most;
    private final Semaphore turns;
    private final AtomicInteger inside = new AtomicInteger();
    private final Object emptied = new Object();
    private volatile boolean draining;

    Admission(int maxConcurrent) {
        this.most = maxConcurrent * (1 + WAITING_FOR_EACH_WORKING);
        this.turns = new Semaphore(maxConcurrent);
    }

    /// Counts the request in, or says why not. Never blocks.
    @Nullable
    Refusal enter() {
        int now = inside.incrementAndGet();
        // Counted before the flag is read: a drain that sees nobody inside has seen everybody.
        var refusal = draining ? Refusal.STOPPING : now > most ? Refusal.BUSY : null;
        if (refusal != null) leave();
        return refusal;
    }

    /// Counts out a request that has been answered.
    void leave() {
        if (inside.decrementAndGet() == 0 && draining) {
            synchronized (emptied) {
                emptied.notifyAll();
            }
        }
    }

    /// Blocks until fewer than the most are working; false when that took longer than the limit.
    boolean takeTurn(Duration limit) throws InterruptedException {
        return turns.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void giveTurn() {
        turns.release();
    }

    int inside() {
        return inside.get();
    }

    boolean isDraining() {
        return draining;
    }

    /// Refuses from now on; blocks until nobody is inside. False when the limit passed first.
    boolean drain(Duration limit) {
        draining = true;
        long end = System.nanoTime() + limit.toNanos();
        synchronized (emptied) {
            while (inside.get() > 0) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) return false;
                try {
                    emptied.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
