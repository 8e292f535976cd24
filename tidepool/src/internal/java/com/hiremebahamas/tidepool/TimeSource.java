package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Clock, ticker, randomness and sleeping, which tests replace.
///
/// @param clock  for times that people read
/// @param ticker monotonic nanoseconds, for durations
/// @param random for jitter; called each time, on any thread
record TimeSource(InstantSource clock, Ticker ticker, Supplier<RandomGenerator> random, Sleeper sleeper) {

    static final TimeSource SYSTEM =
            new TimeSource(InstantSource.system(), System::nanoTime, ThreadLocalRandom::current, Thread::sleep);

    interface Ticker {
        long nanos();
    }

    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    /// Between half of the pause and all of it, at random: callers that failed together do not retry together.
    Duration jittered(Duration pause) {
        long half = pause.toNanos() / 2;
        return Duration.ofNanos(half + random.get().nextLong(half + 1));
    }

    /// Sleeps. False when the thread was interrupted; its interrupt flag is set again then.
    boolean sleep(Duration pause) {
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
