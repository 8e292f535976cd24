package com.hiremebahamas.benchmarks;

import java.io.IOException;

/// Rounds of measurements. Each round measures every contestant, so that a machine that slows down slows all of them.
///
/// @param seconds of each measurement
record Rounds(int count, int seconds) {

    private static final int MAX_WARM_UP_SECONDS = 15;

    interface Round {
        void measure(Samples samples, int seconds) throws IOException;
    }

    /// The first round only warms up: until the JIT has compiled the hot methods, a rate measures the JIT.
    Samples measure(Round round) throws IOException {
        round.measure(new Samples(), Math.min(MAX_WARM_UP_SECONDS, 2 * seconds));
        var samples = new Samples();
        for (int i = 0; i < count; i++) round.measure(samples, seconds);
        return samples;
    }
}
