package com.hiremebahamas.cache;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers being made: one maker for each address, however many ask.
final class SingleFlight {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final Map<String, Flight> under = new ConcurrentHashMap<>();

    private static final class Flight {
        /// How many writes had been seen when the making began.
        final long writes;

        final CompletableFuture<CacheEntry> landing = new CompletableFuture<>();

        Flight(long writes) {
            this.writes = writes;
        }
    }

    /// Whether an answer that knows of as many writes is being made.
    boolean isMaking(String address, long writes) {
        var flight = under.get(address);
        return flight != null && flight.writes >= writes;
    }

    /// Makes the answer, or waits for whoever is making it; never for an answer begun before the last write.
    ///
    /// @param patience how long to wait for somebody else, who may fail as this one would
    CacheEntry one(String address, long writes, Duration patience, Callable<CacheEntry> make) throws Exception {
        var own = new Flight(writes);
        var flight = under.compute(address, (_, other) -> other != null && other.writes >= writes ? other : own);
        return flight == own ? lead(address, own, make) : follow(flight, patience);
    }

    private CacheEntry lead(String address, Flight flight, Callable<CacheEntry> make) throws Exception {
        try {
            var made = make.call();
            flight.landing.complete(made);
            return made;
        } catch (Exception e) {
            flight.landing.completeExceptionally(e);
            throw e;
        } finally {
            under.remove(address, flight);
            flight.landing.cancel(false);
        }
    }

    private static CacheEntry follow(Flight flight, Duration patience) throws Exception {
        try {
            return flight.landing.get(Deadline.left(patience).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException | CancellationException _) {
            throw Problem.unavailable(
                    "database_slow", "The database took too long. Try again in 5 seconds.", TRY_AGAIN);
        }
    }
}
