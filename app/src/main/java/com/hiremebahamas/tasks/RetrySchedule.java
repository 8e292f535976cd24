package com.hiremebahamas.tasks;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The pauses after failures: twice as long each time, with jitter, so that what failed together does not return
/// together.
///
/// @param random called each time, on any thread
record RetrySchedule(Supplier<RandomGenerator> random) {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /// A task that failed for so long is given up.
    static final Duration PATIENCE = Duration.ofDays(1);

    /// Between half of the doubled pause and all of it.
    ///
    /// @param failures at least 1
    Duration pauseAfter(int failures) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 20);
        long half = Math.min(doubled, LONGEST_PAUSE.toMillis()) / 2;
        return Duration.ofMillis(half + random.get().nextLong(half + 1));
    }
}
