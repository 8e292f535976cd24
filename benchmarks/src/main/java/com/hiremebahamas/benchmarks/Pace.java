package com.hiremebahamas.benchmarks;

import java.io.IOException;

/// How often everything is measured in turn, and for how long each time, so that a machine that slows down slows all.
record Pace(int rounds, int seconds) {

    /// At most.
    private static final int WARM_SECONDS = 15;

    interface Round {
        void measure(Sheet sheet, int seconds) throws IOException;
    }

    /// The first round only warms up: until the compiler has done its work, a rate says how busy the compiler is.
    Sheet measure(Round round) throws IOException {
        round.measure(new Sheet(), Math.min(WARM_SECONDS, 2 * seconds));
        var sheet = new Sheet();
        for (int i = 0; i < rounds; i++) round.measure(sheet, seconds);
        return sheet;
    }
}
