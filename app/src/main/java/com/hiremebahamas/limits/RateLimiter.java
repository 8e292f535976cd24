package com.hiremebahamas.limits;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Counts tries, here and, when there is a Redis, together with the other instances.
///
/// This process always counts for itself, and Redis can only refuse more. So nobody gets a fresh allowance at the
/// moment Redis dies, and nobody is let through or locked out because it did.
public final class RateLimiter implements AutoCloseable {

    private final LocalBuckets local;
    private final @Nullable SharedBuckets shared;

    private RateLimiter(LocalBuckets local, @Nullable SharedBuckets shared) {
        this.local = local;
        this.shared = shared;
    }

    /// Limits of this process alone.
    public static RateLimiter local(InstantSource clock) {
        return new RateLimiter(new LocalBuckets(clock), null);
    }

    /// Limits shared through Redis. No I/O before [#connect] or the first try.
    public static RateLimiter shared(InstantSource clock, String redisUrl) {
        return new RateLimiter(new LocalBuckets(clock), new SharedBuckets(redisUrl));
    }

    /// Reaches for Redis on a thread of its own; returns at once.
    public void connect() {
        if (shared != null) shared.connect();
    }

    /// Counts one try. Waits for Redis at most a tenth of a second.
    public Verdict take(RateLimit allowance, String who) {
        var here = local.take(allowance, who);
        if (shared == null || here instanceof Verdict.Refused) return here;
        var everywhere = shared.take(allowance, who);
        return everywhere == null ? here : everywhere;
    }

    /// Takes back a try that turned out well.
    public void giveBack(RateLimit allowance, String who) {
        local.giveBack(allowance, who);
        if (shared != null) shared.giveBack(allowance, who);
    }

    /// What the last use of Redis showed. No I/O.
    public RedisState state() {
        return shared == null ? RedisState.NOT_CONFIGURED : shared.state();
    }

    @Override
    public void close() {
        if (shared != null) shared.close();
    }
}
