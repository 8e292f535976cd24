package com.hiremebahamas.tidepool.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The simulated state of the network between a client and its server.
final class NetworkConditions {

    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean held;
    private volatile boolean droppingReplies;
    private volatile long delayNanos;
    private volatile long nanosPerByte;

    void hold() {
        held = true;
    }

    void dropReplies() {
        droppingReplies = true;
    }

    void delay(Duration pause) {
        delayNanos = pause.toNanos();
    }

    void throttle(int bytesPerSecond) {
        nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    void clear() {
        held = false;
        droppingReplies = false;
        delayNanos = 0;
        nanosPerByte = 0;
    }

    boolean dropsReplies() {
        return droppingReplies;
    }

    /// Blocks as long as the transfer of these bytes takes, or until their receiver has closed.
    ///
    /// @param first whether no earlier bytes are in transit: what follows closely is delayed together
    void transfer(int bytes, boolean first, BooleanSupplier closed) {
        long arrival = System.nanoTime() + (first ? delayNanos : 0) + bytes * nanosPerByte;
        while (!closed.getAsBoolean() && (held || arrival - System.nanoTime() > 0)) {
            LockSupport.parkNanos(held ? CHECK_NANOS : Math.min(CHECK_NANOS, arrival - System.nanoTime()));
        }
    }
}
