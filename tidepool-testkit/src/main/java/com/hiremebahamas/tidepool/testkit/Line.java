package com.hiremebahamas.tidepool.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How the network between a client and its server is at the moment.
final class Line {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean held;
    private volatile boolean deaf;
    private volatile long delayNanos;
    private volatile long nanosPerByte;

    void hold() {
        held = true;
    }

    void dropReplies() {
        deaf = true;
    }

    void delay(Duration pause) {
        delayNanos = pause.toNanos();
    }

    void throttle(int bytesPerSecond) {
        nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    void clear() {
        held = false;
        deaf = false;
        delayNanos = 0;
        nanosPerByte = 0;
    }

    boolean losesReplies() {
        return deaf;
    }

    /// Takes as long as these bytes need, or until nobody waits for them any more.
    ///
    /// @param first whether nothing is on the way before them: what follows closely is delayed together
    void carry(int bytes, boolean first, BooleanSupplier gone) {
        long arrival = System.nanoTime() + (first ? delayNanos : 0) + bytes * nanosPerByte;
        while (!gone.getAsBoolean() && (held || arrival - System.nanoTime() > 0)) {
            LockSupport.parkNanos(held ? LOOK_NANOS : Math.min(LOOK_NANOS, arrival - System.nanoTime()));
        }
    }
}
