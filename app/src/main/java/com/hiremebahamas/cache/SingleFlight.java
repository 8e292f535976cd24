package com.hiremebahamas.cache;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.ServiceUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets concurrent requests for one key share one computation. Safe on any thread.
final class SingleFlight {

    private final Map<String, Computation> running = new ConcurrentHashMap<>();

    private static final class Computation {
        /// How many writes had been counted when it began.
        final long writes;

        final CompletableFuture<CacheEntry> result = new CompletableFuture<>();

        Computation(long writes) {
            this.writes = writes;
        }
    }

    /// Whether a computation is running that began after as many writes.
    boolean isRunning(String key, long writes) {
        var computation = running.get(key);
        return computation != null && computation.writes >= writes;
    }

    /// Computes the entry, or waits for the running computation; never for one that began before the last
    /// write.
    ///
    /// @param timeout how long to wait for another thread's computation
    /// @throws com.hiremebahamas.web.Problem 503 when that computation takes longer, or ends with an Error
    /// @throws Exception of the computation, for every thread that shares it
    CacheEntry share(String key, long writes, Duration timeout, Callable<CacheEntry> compute) throws Exception {
        var own = new Computation(writes);
        var chosen = running.compute(key, (_, other) -> other != null && other.writes >= writes ? other : own);
        return chosen == own ? run(key, own, compute) : await(chosen, timeout);
    }

    private CacheEntry run(String key, Computation own, Callable<CacheEntry> compute) throws Exception {
        try {
            var entry = compute.call();
            own.result.complete(entry);
            return entry;
        } catch (Exception e) {
            own.result.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, own);
            own.result.cancel(false); // after an Error; otherwise without effect
        }
    }

    private static CacheEntry await(Computation other, Duration timeout) throws Exception {
        try {
            return other.result.get(Deadline.left(timeout).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException | CancellationException _) {
            throw ServiceUnavailable.DATABASE_SLOW.problem();
        }
    }
}
