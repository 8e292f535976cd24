package com.hiremebahamas.cache;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exchanges the last public responses with other instances through Redis: an instance that starts while the
/// database is unavailable shows, with their age, what another one last showed.
///
/// Shared are the home page, the lists without a search, and the pages of jobs. Each thread exists only while
/// there is something to write or to read, so an idle site sends nothing. Safe on any thread.
public final class SharedResponses implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SharedResponses.class);

    /// Between two writes, and between two reads: at most this much is lost with an instance.
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /// How long a request waits whose alternative is a 503; as long as for a slow database.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SharedStore store;
    private final InstantSource clock;
    private final CacheEntries entries;
    private final Duration interval;
    private final ResponseWriter writer;
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private volatile long nextRead = System.nanoTime();
    private volatile boolean hasRead;
    private volatile boolean hasWarned;
    private volatile boolean closed;

    /// No I/O before [#begin], or before a request waits for another instance's response.
    ///
    /// @param key takes its time; called once, on a thread of its own
    public SharedResponses(Redis redis, Supplier<Optional<SharedKey>> key, InstantSource clock, CacheEntries entries) {
        this(new SharedStore(redis, key), clock, entries, INTERVAL);
    }

    SharedResponses(SharedStore store, InstantSource clock, CacheEntries entries, Duration interval) {
        this.store = store;
        this.clock = clock;
        this.entries = entries;
        this.interval = interval;
        this.writer = new ResponseWriter(interval, this);
    }

    /// Reads, and writes what was offered so far; after the boot, which it would slow down. Returns at once.
    void begin() {
        var _ = read();
        beginWriting();
    }

    void beginWriting() {
        writer.begin();
    }

    /// There is a newer entry at the address. Returns at once; it is written soon, with others. Not a redirect: anyone
    /// can invent addresses of jobs that are redirected.
    void offer(String address, CacheEntry entry) {
        if (store.mayShare() && SharedAddresses.contain(address) && SignedResponse.fits(entry))
            writer.offer(address, SharedAddresses.isList(address));
    }

    /// Waits for what other instances have written, at most 2 s and within the request's deadline; not again
    /// within 5 s.
    void await(String address) {
        if (!SharedAddresses.contain(address)) return;
        try {
            read().get(Deadline.left(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // the caller goes on without it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads what other instances have written, unless that is under way or was done within the interval; returns
    /// at once.
    synchronized CompletableFuture<Void> read() {
        if (closed || !reading.isDone() || System.nanoTime() - nextRead < 0) return reading;
        var begun = new CompletableFuture<Void>();
        reading = begun;
        start(() -> read(begun));
        return begun;
    }

    private void read(CompletableFuture<Void> begun) {
        try {
            if (store.read(this::receive)) hasRead = true;
        } finally {
            nextRead = System.nanoTime() + interval.toNanos();
            begun.complete(null);
        }
    }

    private void receive(SharedKey key, String address, byte[] value) {
        var entry = SharedAddresses.contain(address) ? SignedResponse.read(key, address, value) : null;
        if (entry == null) {
            if (!hasWarned) log.warn("Redis holds pages that this build of the site did not write: they are ignored");
            hasWarned = true;
            return;
        }
        var past = entry.notAfter(clock.instant());
        if (past.age(clock.instant()).compareTo(RedisResponses.EXPIRY) < 0) entries.putIfNewer(address, past);
    }

    /// Writes what these addresses have now. Blocks; returns false when that failed.
    boolean write(List<String> addresses) {
        if (!hasRead) {
            // Redis was away when this process started.
            var _ = read();
        }
        return store.write(addresses, this::signed);
    }

    /// Null when it is not to be written: evicted meanwhile, too large, a redirect, or read from Redis itself.
    private byte @Nullable [] signed(SharedKey key, String address) {
        var entry = entries.get(address);
        return entry != null && entry.isOwn() && SignedResponse.fits(entry)
                ? SignedResponse.write(key, address, entry)
                : null;
    }

    /// A platform thread: signing and compressing would hold a carrier of the requests' threads.
    static void start(Runnable task) {
        Thread.ofPlatform().daemon().name("shared-responses").start(task);
    }

    @Override
    public void close() {
        closed = true;
        writer.close();
    }
}
