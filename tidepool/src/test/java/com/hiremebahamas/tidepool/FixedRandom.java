package com.hiremebahamas.tidepool;

import java.util.random.RandomGenerator;

/// Randomness that always falls the same way.
enum FixedRandom implements RandomGenerator {
    LEAST,
    MOST;

    @Override
    public long nextLong() {
        return this == LEAST ? 0 : -1;
    }

    @Override
    public long nextLong(long bound) {
        return this == LEAST ? 0 : bound - 1;
    }
}
