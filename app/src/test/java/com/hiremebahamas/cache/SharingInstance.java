package com.hiremebahamas.cache;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.cache.PublicResponseCache.Content;
import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One instance of the site, as far as it shares responses through Redis.
final class SharingInstance implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T17:05:00Z");
    static final String DATABASE = "postgresql://site:canary-7391@db.example.com:5432/site";
    static final String BUILD = "build-1";

    private static final AtomicLong SHOWN = new AtomicLong();

    final CacheEntries entries = new CacheEntries(8 * 1024 * 1024);
    final SharedKey key;
    final SharedResponses shared;
    private final Redis redis;

    SharingInstance(String redisUrl) {
        this(redisUrl, DATABASE, BUILD, Duration.ZERO, true);
    }

    /// @param interval between two writes and between two reads
    /// @param isWarm   whether it has begun to write
    SharingInstance(String redisUrl, String database, String build, Duration interval, boolean isWarm) {
        key = key(database, build);
        redis = Redis.at(redisUrl, Duration.ZERO);
        shared = new SharedResponses(new SharedStore(redis, () -> Optional.of(key)), () -> NOW, entries, interval);
        if (isWarm) shared.beginWriting();
    }

    /// Waits for its connection to Redis. What cannot be written while that is being opened waits for the next
    /// response, and a busy machine may take longer for it than a write waits.
    SharingInstance connected() {
        requireNonNull(redis.await(Duration.ofMinutes(1)));
        return this;
    }

    static SharedKey key(String database, String build) {
        return SharedKey.of(DatabaseUrl.parse(database), build, 1).orElseThrow();
    }

    static CacheEntry entry(String body, Instant at) {
        return entry(200, body, at);
    }

    static CacheEntry entry(int status, String body, Instant at) {
        var headers = Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "public");
        var bytes = new EncodedBody(body.getBytes(StandardCharsets.UTF_8));
        return new CacheEntry(new CachedResponse(status, headers, bytes, "/jobs/{job}"), Content.JOBS, 0, at);
    }

    /// Computed by this instance some time ago, but after what was shown before by any.
    void show(String address, String body) {
        show(address, entry(body, NOW.minusSeconds(60).plusMillis(SHOWN.incrementAndGet())));
    }

    void show(String address, CacheEntry entry) {
        entries.put(address, entry);
        shared.offer(address, entry);
    }

    /// Reads from Redis, and returns the body at the address; null when there is none.
    @Nullable
    String read(String address) {
        try {
            shared.read().get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        var entry = entries.get(address);
        return entry == null ? null : new String(entry.response().body().bytes(), StandardCharsets.UTF_8);
    }

    /// Reads until the body is there.
    void awaitBody(String address, String body) {
        await().until(() -> body.equals(read(address)));
    }

    @Override
    public void close() {
        shared.close();
        redis.close();
    }
}
