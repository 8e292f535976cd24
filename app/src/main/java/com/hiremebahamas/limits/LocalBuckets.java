package com.hiremebahamas.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;

/// The counts of this process, bounded: a flood of addresses costs memory up to a limit and no more.
final class LocalBuckets {

    private static final int MOST = 20_000;

    /// Longer than any window, so that forgetting a bucket never gives tries away.
    private static final Duration FORGET_AFTER = Duration.ofHours(2);

    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(FORGET_AFTER)
            .executor(Runnable::run)
            .build();

    LocalBuckets(InstantSource clock) {
        this.clock = new Meter(clock);
    }

    Verdict take(RateLimit allowance, String who) {
        return Verdict.of(bucket(allowance, who).tryConsumeAndReturnRemaining(1));
    }

    void giveBack(RateLimit allowance, String who) {
        bucket(allowance, who).addTokens(1);
    }

    private Bucket bucket(RateLimit allowance, String who) {
        return buckets.get(allowance.key(who), _ -> empty(allowance));
    }

    private Bucket empty(RateLimit allowance) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(allowance.configuration().getBandwidths()[0])
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
