package com.hiremebahamas.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The buckets that all instances share in Redis.
///
/// One connection, opened on a thread of its own. After any failure the connection is closed, no other is
/// opened for 5 s, and the first call after that reconnects; until then every call returns null at once. There
/// is no timer and no ping, so an idle site sends nothing. Safe on any thread.
final class RedisBuckets implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);

    /// More than any healthy Redis needs, less than a person notices.
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private record Link(StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> buckets) {}

    private final RedisConnections redis;
    private final Duration timeout;
    private final Duration pause;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable Link link;
    private volatile boolean away;
    private volatile boolean closed;
    private volatile long pausedUntil = System.nanoTime();

    RedisBuckets(String url) {
        this(url, TIMEOUT, PAUSE);
    }

    /// @param timeout of a call
    /// @param pause   after a failure
    RedisBuckets(String url, Duration timeout, Duration pause) {
        this.redis = new RedisConnections(url);
        this.timeout = timeout;
        this.pause = pause;
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
        if (away) return RedisState.UNREACHABLE;
        var current = link;
        return current != null && current.connection().isOpen() ? RedisState.READY : RedisState.IDLE;
    }

    /// Starts to connect, unless that is under way or the pause after a failure is not over; returns at once.
    void connect() {
        if (closed || System.nanoTime() - pausedUntil < 0) return;
        if (connecting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("redis-connect").start(this::connectNow);
        }
    }

    private <T> @Nullable T call(RateLimit limit, String client, Function<Bucket, T> operation) {
        var current = link;
        if (current == null || !current.connection().isOpen()) {
            connect();
            return null;
        }
        try {
            return operation.apply(current.buckets().builder().build(limit.key(client), limit::configuration));
        } catch (RuntimeException e) {
            drop(current);
            failed(e);
            return null;
        }
    }

    private void connectNow() {
        try {
            var connection = redis.open();
            try {
                warmUp(connection);
            } catch (RuntimeException e) {
                var _ = connection.closeAsync();
                throw e;
            }
            succeeded(new Link(connection, buckets(connection, timeout)));
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            connecting.set(false);
        }
    }

    /// The first use loads classes and scripts, which takes longer than the timeout of a call.
    private static void warmUp(StatefulRedisConnection<String, byte[]> connection) {
        var probe = new RateLimit("hello", 1, PAUSE);
        buckets(connection, RedisConnections.CONNECT_TIMEOUT)
                .builder()
                .build(probe.key(""), probe::configuration)
                .tryConsume(1);
    }

    private static ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> connection, Duration patience) {
        return Bucket4jLettuce.casBasedBuilder(connection)
                .requestTimeout(patience)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
    }

    private void succeeded(Link made) {
        link = made;
        if (closed) close();
        if (away) log.info("Redis is back: limits are shared between instances again");
        away = false;
    }

    private void failed(RuntimeException e) {
        pausedUntil = System.nanoTime() + pause.toNanos();
        if (away || closed) return;
        away = true;
        log.warn("Redis is away ({}): limits are counted by each instance for itself", RedisConnections.reason(e));
    }

    private void drop(Link broken) {
        if (broken.equals(link)) link = null;
        var _ = broken.connection().closeAsync();
    }

    @Override
    public void close() {
        closed = true;
        redis.close();
    }
}
