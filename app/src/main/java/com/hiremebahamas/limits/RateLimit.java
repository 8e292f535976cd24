package com.hiremebahamas.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/// How many tries there are, and in what time a used-up allowance is whole again.
///
/// @param name part of the key under which instances share it
public record RateLimit(String name, int tries, Duration window) {

    public RateLimit {
        if (tries < 1 || !window.isPositive()) throw new IllegalArgumentException("No allowance: " + name);
    }

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(tries)
                        .refillGreedy(tries, window)
                        .build())
                .build();
    }

    String key(String who) {
        return "hiremebahamas:limit:" + name + ":" + who;
    }
}
