package com.hiremebahamas.operations;

import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Pings the database: one ping at a time and at most one every ten seconds, however many clients ask, so that
/// a check can neither flood the database nor keep it from sleeping by accident. Safe on any thread.
public final class DatabaseHealthCheck implements OperationsHandler.Source {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration LONGEST_PING = Duration.ofSeconds(5);

    /// A statement that succeeds, or throws a [DatabaseException].
    @FunctionalInterface
    public interface Ping {
        void run();
    }

    private record PingReport(String status, String database) {}

    private record PingResult(Content content, Instant at) {}

    private final Ping ping;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable PingResult last;

    public DatabaseHealthCheck(Ping ping, InstantSource clock) {
        this.ping = ping;
        this.clock = clock;
    }

    /// Blocks while a ping runs; concurrent callers get its result.
    @Override
    public Content content() {
        lock.lock();
        try {
            var known = last;
            var now = clock.instant();
            if (known != null && Duration.between(known.at(), now).compareTo(FRESH) < 0) return known.content();
            var result = new PingResult(check(), now);
            last = result;
            return result.content();
        } finally {
            lock.unlock();
        }
    }

    private Content check() {
        try {
            Deadline.runWithin(LONGEST_PING, ping::run);
            return Content.json(200, Json.write(new PingReport("ready", "ready")));
        } catch (DatabaseException e) {
            return Content.json(503, Json.write(new PingReport("unavailable", "unreachable")));
        }
    }
}
