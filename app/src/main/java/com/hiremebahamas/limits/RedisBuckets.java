package com.hiremebahamas.limits;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisState;
import com.hiremebahamas.redis.RedisUse;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The buckets that all instances share in Redis; while it does not respond every call returns null at once.
///
/// Safe on any thread.
final class RedisBuckets {

    /// More than any healthy Redis needs, less than a person notices.
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    /// For the first call on a connection, and for the connection itself.
    private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(2);

    private static final RateLimit PROBE = new RateLimit("hello", 1, Duration.ofSeconds(5));

    private record Link(StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> buckets) {}

    private final Redis redis;
    private final RedisUse use;
    private final Duration timeout;
    private final AtomicBoolean warming = new AtomicBoolean();
    private volatile @Nullable Link link;

    RedisBuckets(Redis redis) {
        this(redis, TIMEOUT);
    }

    /// @param timeout of a call
    RedisBuckets(Redis redis, Duration timeout) {
        this.redis = redis;
        this.use = new RedisUse(redis, "limits", "they are counted by each instance for itself");
        this.timeout = timeout;
    }

    /// Null when Redis does not respond in time.
    @Nullable
    Verdict tryConsume(RateLimit limit, String client) {
        return call(limit, client, bucket -> Verdict.of(bucket.tryConsumeAndReturnRemaining(1)));
    }

    void refund(RateLimit limit, String client) {
        call(limit, client, bucket -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    RedisState state() {
        if (use.isRefused()) return RedisState.UNREACHABLE;
        var state = redis.state();
        return state == RedisState.READY && warmLink() == null ? RedisState.IDLE : state;
    }

    /// Connects and warms up, unless that is under way; returns at once.
    void connect() {
        if (warming.compareAndSet(false, true))
            Thread.ofVirtual().name("redis-limits").start(this::warmUp);
    }

    private <T> @Nullable T call(RateLimit limit, String client, Function<Bucket, T> operation) {
        var current = warmLink();
        if (current == null) {
            connect();
            return null;
        }
        try {
            var result = operation.apply(current.buckets().builder().build(limit.key(client), limit::configuration));
            use.succeeded();
            return result;
        } catch (RuntimeException e) {
            use.failed(current.connection(), e);
            return null;
        }
    }

    private @Nullable Link warmLink() {
        var current = link;
        return current != null && current.connection().isOpen() ? current : null;
    }

    /// The first use loads classes and scripts, which takes longer than the timeout of a call.
    private void warmUp() {
        try {
            var connection = redis.await(WARM_UP_TIMEOUT);
            if (connection != null && warmLink() == null) warmUp(connection);
        } finally {
            warming.set(false);
        }
    }

    private void warmUp(StatefulRedisConnection<String, byte[]> connection) {
        try {
            buckets(connection, WARM_UP_TIMEOUT)
                    .builder()
                    .build(PROBE.key(""), PROBE::configuration)
                    .tryConsume(1);
            link = new Link(connection, buckets(connection, timeout));
            use.succeeded();
        } catch (RuntimeException e) {
            use.failed(connection, e);
        }
    }

    private static ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> connection, Duration patience) {
        return Bucket4jLettuce.casBasedBuilder(connection)
                .requestTimeout(patience)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
    }
}
