package com.hiremebahamas.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/// A token bucket: its capacity, and the time in which an empty one is full again.
///
/// @param name     part of the key under which instances share the bucket
/// @param attempts the capacity, at least 1
/// @param window   positive
public record RateLimit(String name, int attempts, Duration window) {

    public RateLimit {
        if (attempts < 1 || !window.isPositive()) throw new IllegalArgumentException("Not a rate limit: " + name);
    }

    /// The same for this many clients together.
    public RateLimit times(int clients) {
        return clients == 1 ? this : new RateLimit(name + "-" + clients, attempts * clients, window);
    }

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(attempts)
                        .refillGreedy(attempts, window)
                        .build())
                .build();
    }

    String key(String client) {
        return "hiremebahamas:limit:" + name + ":" + client;
    }
}
