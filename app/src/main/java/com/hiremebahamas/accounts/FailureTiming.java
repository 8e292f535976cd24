package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;

/// Answers every sign-in that fails at a fixed time after its password began to be hashed, so that the time does
/// not tell whether there is such an account, and how its password is hashed. By waiting: hashing more would cost
/// a core.
///
/// Not after the sign-in began: with others waiting for the hasher before it, a slow hash would end after a step
/// that a quick one still meets. What takes longer than one step is answered at the next. Safe on any thread.
final class FailureTiming {

    /// Six times a bcrypt hash of an old account on a core, three times one on half a core.
    static final Duration STEP = Duration.ofSeconds(2);

    /// Blocks for the given time.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final Sleeper sleeper;

    FailureTiming() {
        this(Thread::sleep);
    }

    FailureTiming(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /// Blocks until the next step, at most for the time that the request has left.
    ///
    /// @param hashing how long the password was being hashed, until now
    void await(Duration hashing) {
        long step = STEP.toNanos();
        long rest = step - hashing.toNanos() % step;
        try {
            sleeper.sleep(Deadline.left(Duration.ofNanos(rest)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
