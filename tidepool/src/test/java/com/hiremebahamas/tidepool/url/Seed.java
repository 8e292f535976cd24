package com.hiremebahamas.tidepool.url;

/// Where the random choices of a test begin: new each time, or as `-Dseed=` says, to replay a failure.
public final class Seed {

    public static final long VALUE = Long.getLong("seed", System.nanoTime());

    private Seed() {}

    /// For the message of an assertion.
    public static String replay() {
        return "replay with -Dseed=" + VALUE;
    }
}
