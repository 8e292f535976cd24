package com.hiremebahamas.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;

/// The buckets of this process, at most 20,000, so that requests from many addresses cannot exhaust the heap.
final class LocalBuckets {

    private static final int MAX_BUCKETS = 20_000;

    /// Longer than any window, so that an evicted bucket was full.
    private static final Duration EXPIRE_AFTER = Duration.ofHours(2);

    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(EXPIRE_AFTER)
            .executor(Runnable::run)
            .build();

    LocalBuckets(InstantSource clock) {
        this.meter = new Meter(clock);
    }

    Verdict tryConsume(RateLimit limit, String client) {
        return Verdict.of(bucket(limit, client).tryConsumeAndReturnRemaining(1));
    }

    void refund(RateLimit limit, String client) {
        bucket(limit, client).addTokens(1);
    }

    long size() {
        return buckets.estimatedSize();
    }

    private Bucket bucket(RateLimit limit, String client) {
        return buckets.get(limit.key(client), _ -> newBucket(limit));
    }

    private Bucket newBucket(RateLimit limit) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit.configuration().getBandwidths()[0])
                .build();
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
