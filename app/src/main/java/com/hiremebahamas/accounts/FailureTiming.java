package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Answers every sign-in that fails at a fixed time after it began, so that the time does not tell whether
/// there is such an account, and how its password is hashed. By waiting: hashing more would cost a core.
///
/// What takes longer than one step is answered at the next. Safe on any thread.
final class FailureTiming {

    /// Three times a bcrypt hash of an old account on a slow core.
    private static final Duration STEP = Duration.ofSeconds(1);

    /// Blocks for the given time.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    FailureTiming() {
        this(System::nanoTime, Thread::sleep);
    }

    FailureTiming(LongSupplier nanoTime, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /// When an attempt begins.
    long start() {
        return nanoTime.getAsLong();
    }

    /// Blocks until the next step, at most for the time that the request has left.
    void await(long start) {
        long step = STEP.toNanos();
        long rest = step - Math.floorMod(nanoTime.getAsLong() - start, step);
        try {
            sleeper.sleep(Deadline.left(Duration.ofNanos(rest)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
