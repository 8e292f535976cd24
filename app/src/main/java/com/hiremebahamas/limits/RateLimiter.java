package com.hiremebahamas.limits;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Limits attempts per client in this process and, when Redis is configured, across all instances.
///
/// The buckets of this process are always used, and Redis can only refuse more. So when Redis fails, no client
/// gets a full bucket, and none is allowed or refused because of the failure. Safe on any thread.
public final class RateLimiter {

    private final LocalBuckets local;
    private final Redis redis;
    private final Supplier<RedisBuckets> newBuckets;
    private volatile @Nullable RedisBuckets shared;

    private RateLimiter(LocalBuckets local, Redis redis, Supplier<RedisBuckets> newBuckets) {
        this.local = local;
        this.redis = redis;
        this.newBuckets = newBuckets;
    }

    /// Limits within this process alone.
    public static RateLimiter local(InstantSource clock) {
        return shared(clock, Redis.notConfigured());
    }

    /// Limits shared through Redis, where one is configured. No I/O before [#connect] or the first try.
    public static RateLimiter shared(InstantSource clock, Redis redis) {
        return new RateLimiter(new LocalBuckets(clock), redis, () -> new RedisBuckets(redis));
    }

    /// The same with another timeout of a call to Redis.
    static RateLimiter shared(InstantSource clock, Redis redis, Duration timeout) {
        return new RateLimiter(new LocalBuckets(clock), redis, () -> new RedisBuckets(redis, timeout));
    }

    /// Connects to Redis on a thread of its own; returns at once.
    public void connect() {
        if (redis.isConfigured()) buckets().connect();
    }

    /// Counts one attempt. Blocks for Redis, at most 100 ms; a local refusal needs no Redis.
    public Verdict tryConsume(RateLimit limit, String client) {
        var own = local.tryConsume(limit, client);
        if (!redis.isConfigured() || own instanceof Verdict.Refused) return own;
        var joint = buckets().tryConsume(limit, client);
        return joint == null ? own : joint;
    }

    /// Refunds an attempt, never beyond the capacity. Blocks as [#tryConsume] does.
    public void refund(RateLimit limit, String client) {
        local.refund(limit, client);
        if (redis.isConfigured()) buckets().refund(limit, client);
    }

    /// The outcome of the last use of Redis. No I/O.
    public RedisState state() {
        var used = shared;
        return used == null ? redis.state() : used.state();
    }

    /// Made with the first use: their classes are not for the boot.
    private RedisBuckets buckets() {
        var made = shared;
        return made == null ? makeBuckets() : made;
    }

    private synchronized RedisBuckets makeBuckets() {
        var made = shared;
        if (made == null) made = newBuckets.get();
        shared = made;
        return made;
    }
}
