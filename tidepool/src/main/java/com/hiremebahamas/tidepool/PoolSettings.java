package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;

/// How many connections there may be and how long each thing may take. Immutable; its constructor throws
/// `IllegalArgumentException` for values that make no sense.
///
/// @param size             connections kept for reuse while they are in use now and then; at least 1
/// @param overflow         further connections under load, so at most `size + overflow`, which is 10,000 at
///                         most; 0 or more
/// @param acquireTimeout   longest wait for a free connection; from a millisecond to 24 days, as all of these
/// @param maxLifetime      longest life of a connection
/// @param connectTimeout   longest time for one whole connection attempt, TLS and sign-in included
/// @param statementTimeout longest run of one statement
public record PoolSettings(
        int size,
        int overflow,
        Duration acquireTimeout,
        Duration maxLifetime,
        Duration connectTimeout,
        Duration statementTimeout) {

    /// More than any server takes, and few enough to count.
    private static final int MOST_CONNECTIONS = 10_000;

    /// The driver and the server count in milliseconds, 0 of which is no limit, in 32 bits: 24.8 days.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(24);

    /// 5 connections and 5 more under load; 30 s to acquire one, 300 s of life, 5 s to connect, 30 s for a
    /// statement.
    public static final PoolSettings DEFAULT = new PoolSettings(
            5, 5, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(30));

    public PoolSettings {
        if (size < 1) throw new IllegalArgumentException("size must be at least 1: " + size);
        if (overflow < 0) throw new IllegalArgumentException("overflow must not be negative: " + overflow);
        if ((long) size + overflow > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "size + overflow must be at most " + MOST_CONNECTIONS + ": " + size + " + " + overflow);
        }
        check("acquireTimeout", acquireTimeout);
        check("maxLifetime", maxLifetime);
        check("connectTimeout", connectTimeout);
        check("statementTimeout", statementTimeout);
    }

    private static void check(String name, Duration limit) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(name + " must be from 1 ms to 24 days: " + limit);
    }

    /// With the URL's own `connect_timeout`, where it has one: it was written for that server.
    PoolSettings withConnectTimeoutOf(DatabaseUrl.Valid url) {
        var seconds = url.properties().get("connectTimeout");
        if (seconds == null) return this;
        return new PoolSettings(
                size,
                overflow,
                acquireTimeout,
                maxLifetime,
                Duration.ofSeconds(Integer.parseInt(seconds)),
                statementTimeout);
    }

    /// How many connections there may be in all.
    public int maxSize() {
        return size + overflow;
    }
}
