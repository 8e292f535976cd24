package com.hiremebahamas.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection of this process to Redis, for all that use it.
///
/// Opened on a thread of its own when it is first asked for. After a failure it is closed, no other is opened
/// for 5 s, and the first use after that reconnects; until then there is none. There is no timer and no ping,
/// so an idle site sends nothing. Safe on any thread.
public final class Redis implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final @Nullable String url;
    private final Duration pause;
    /// Made with the first attempt: its classes are not for the boot.
    private volatile @Nullable RedisConnections connections;
    private CompletableFuture<Void> attempt = CompletableFuture.completedFuture(null);
    private volatile @Nullable StatefulRedisConnection<String, byte[]> current;
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean reached;
    private volatile boolean away;
    private volatile boolean closed;

    private Redis(@Nullable String url, Duration pause) {
        this.url = url;
        this.pause = pause;
    }

    /// Never connected.
    public static Redis notConfigured() {
        return new Redis(null, PAUSE);
    }

    /// No I/O before the first use.
    public static Redis at(String url) {
        return at(url, PAUSE);
    }

    /// The same with another pause after a failure.
    public static Redis at(String url, Duration pause) {
        return new Redis(url, pause);
    }

    public boolean isConfigured() {
        return url != null;
    }

    /// What the last use showed. No I/O.
    public RedisState state() {
        if (url == null) return RedisState.NOT_CONFIGURED;
        if (away) return RedisState.UNREACHABLE;
        return open() == null ? RedisState.IDLE : RedisState.READY;
    }

    /// The connection; null when there is none, and then one is being opened, unless the pause after a failure
    /// is not over. Returns at once.
    public @Nullable StatefulRedisConnection<String, byte[]> connection() {
        var connection = open();
        if (connection == null) {
            var _ = attempt();
        }
        return connection;
    }

    /// The connection, which is waited for while it is being opened; null when that fails or takes longer.
    public @Nullable StatefulRedisConnection<String, byte[]> await(Duration timeout) {
        var connection = open();
        if (connection != null) return connection;
        try {
            attempt().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        return open();
    }

    /// Closes the connection after a command that was not answered. An answer that is an error is not reported
    /// here: it says nothing about the connection.
    public synchronized void failed(StatefulRedisConnection<String, byte[]> broken, RuntimeException e) {
        // Closed after the pause has begun: no other thread finds it closed and connects at once.
        if (broken.equals(current)) {
            current = null;
            failed(e);
        }
        var _ = broken.closeAsync();
    }

    private @Nullable StatefulRedisConnection<String, byte[]> open() {
        var connection = current;
        return connection != null && connection.isOpen() ? connection : null;
    }

    private synchronized CompletableFuture<Void> attempt() {
        if (url == null || closed || !attempt.isDone() || open() != null) return attempt;
        if (System.nanoTime() - pausedUntil < 0) return attempt;
        var begun = new CompletableFuture<Void>();
        attempt = begun;
        var address = url;
        Thread.ofVirtual().name("redis-connect").start(() -> connect(address, begun));
        return begun;
    }

    /// Never at once by two threads, see [#attempt].
    private void connect(String address, CompletableFuture<Void> begun) {
        try {
            var using = connections;
            if (using == null) using = new RedisConnections(address);
            connections = using;
            current = using.open();
            if (closed) using.close();
            else succeeded(using);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        } finally {
            begun.complete(null);
        }
    }

    private void succeeded(RedisConnections using) {
        if (away) log.info("Redis is back: limits and pages are shared between instances again");
        else if (!reached) log.info("Redis connected: {}", using.address());
        reached = true;
        away = false;
    }

    private void failed(Throwable e) {
        pausedUntil = System.nanoTime() + pause.toNanos();
        if (away || closed) return;
        away = true;
        log.warn(
                "Redis is away ({}): limits are counted, and pages kept, by each instance for itself",
                RedisErrors.reason(e));
    }

    @Override
    public void close() {
        closed = true;
        boolean connected = open() != null;
        var using = connections;
        if (using != null) using.close();
        if (connected) log.info("Redis disconnected");
    }
}
