package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Time, chance and waiting, so that tests can decide about them.
///
/// @param clock  for what people read
/// @param ticker nanoseconds that only go forward, for what is measured
/// @param random for jitter; asked anew each time, on any thread
record Surroundings(InstantSource clock, Ticker ticker, Chance random, Sleeper sleeper) {

    static final Surroundings REAL =
            new Surroundings(InstantSource.system(), System::nanoTime, ThreadLocalRandom::current, Thread::sleep);

    interface Ticker {
        long nanos();
    }

    interface Chance {
        RandomGenerator now();
    }

    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    /// A random share, at least half, of a pause: callers that failed together do not return together.
    Duration jittered(Duration pause) {
        long half = pause.toNanos() / 2;
        return Duration.ofNanos(half + random.now().nextLong(half + 1));
    }

    /// False when the thread was interrupted, as it still is then.
    boolean slept(Duration pause) {
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
