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

/// The counts that instances keep together in Redis, for as long as it is there.
///
/// One connection, made on a thread of its own. Whatever fails, the connection is thrown away, Redis is left alone
/// for a while, and the next try after that connects anew; meanwhile every question is answered with null at once.
/// There is no timer and no ping: an idle site is silent. Safe on any thread.
final class SharedBuckets implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);

    /// More than any healthy Redis needs, less than a person notices.
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private record Link(StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> buckets) {}

    private final RedisConnections redis;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable Link link;
    private volatile boolean away;
    private volatile boolean closed;
    private volatile long pausedUntil = System.nanoTime();

    SharedBuckets(String url) {
        this.redis = new RedisConnections(url);
    }

    /// Null when Redis does not answer.
    @Nullable
    Verdict take(RateLimit allowance, String who) {
        return ask(allowance, who, bucket -> Verdict.of(bucket.tryConsumeAndReturnRemaining(1)));
    }

    void giveBack(RateLimit allowance, String who) {
        ask(allowance, who, bucket -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    RedisState state() {
        if (away) return RedisState.UNREACHABLE;
        var current = link;
        return current != null && current.connection().isOpen() ? RedisState.READY : RedisState.IDLE;
    }

    /// Begins to connect unless that is under way or it is too early; returns at once.
    void connect() {
        if (closed || System.nanoTime() - pausedUntil < 0) return;
        if (connecting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("redis-connect").start(this::connectNow);
        }
    }

    private <T> @Nullable T ask(RateLimit allowance, String who, Function<Bucket, T> question) {
        var current = link;
        if (current == null || !current.connection().isOpen()) {
            connect();
            return null;
        }
        try {
            return question.apply(current.buckets().builder().build(allowance.key(who), allowance::configuration));
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
                greet(connection);
            } catch (RuntimeException e) {
                var _ = connection.closeAsync();
                throw e;
            }
            succeeded(new Link(connection, buckets(connection, PATIENCE)));
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            connecting.set(false);
        }
    }

    /// The first use loads classes and scripts, which takes longer than a healthy Redis may.
    private static void greet(StatefulRedisConnection<String, byte[]> connection) {
        var hello = new RateLimit("hello", 1, PAUSE);
        buckets(connection, RedisConnections.CONNECT_TIMEOUT)
                .builder()
                .build(hello.key(""), hello::configuration)
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
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
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
