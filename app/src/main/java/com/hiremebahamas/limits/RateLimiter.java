package com.hiremebahamas.limits;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisState;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Limits attempts per client in this process and, when Redis is configured, across all instances.
///
/// The buckets of this process are always used, and Redis can only refuse more. So when Redis fails, no client
/// gets a full bucket, and none is allowed or refused because of the failure. Safe on any thread.
public final class RateLimiter {

    private final LocalBuckets local;
    private final @Nullable RedisBuckets shared;

    private RateLimiter(LocalBuckets local, @Nullable RedisBuckets shared) {
        this.local = local;
        this.shared = shared;
    }

    /// Limits within this process alone.
    public static RateLimiter local(InstantSource clock) {
        return new RateLimiter(new LocalBuckets(clock), null);
    }

    /// Limits shared through Redis, where one is configured. No I/O before [#connect] or the first try.
    public static RateLimiter shared(InstantSource clock, Redis redis) {
        return redis.isConfigured() ? shared(clock, new RedisBuckets(redis)) : local(clock);
    }

    static RateLimiter shared(InstantSource clock, RedisBuckets buckets) {
        return new RateLimiter(new LocalBuckets(clock), buckets);
    }

    /// Connects to Redis on a thread of its own; returns at once.
    public void connect() {
        if (shared != null) shared.connect();
    }

    /// Counts one attempt. Blocks for Redis, at most 100 ms; a local refusal needs no Redis.
    public Verdict tryConsume(RateLimit limit, String client) {
        var own = local.tryConsume(limit, client);
        if (shared == null || own instanceof Verdict.Refused) return own;
        var joint = shared.tryConsume(limit, client);
        return joint == null ? own : joint;
    }

    /// Refunds an attempt, never beyond the capacity. Blocks as [#tryConsume] does.
    public void refund(RateLimit limit, String client) {
        local.refund(limit, client);
        if (shared != null) shared.refund(limit, client);
    }

    /// The outcome of the last use of Redis. No I/O.
    public RedisState state() {
        return shared == null ? RedisState.NOT_CONFIGURED : shared.state();
    }
}
