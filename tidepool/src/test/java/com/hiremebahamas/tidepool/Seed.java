package com.hiremebahamas.tidepool;

/// Where the random choices of a test begin: new each time, or as `-Dseed=` says, to replay a failure.
final class Seed {

    static final long VALUE = Long.getLong("seed", System.nanoTime());

    private Seed() {}

    /// For the message of an assertion.
    static String replay() {
        return "replay with -Dseed=" + VALUE;
    }
}
