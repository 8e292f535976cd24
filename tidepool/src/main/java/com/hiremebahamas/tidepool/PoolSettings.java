package com.hiremebahamas.tidepool;

import java.time.Duration;

/// How many connections there may be and how long each thing may take.
///
/// @param size           connections kept for reuse while they are in use now and then; at least 1
/// @param overflow       further connections under load, so at most `size + overflow`; 0 or more
/// @param borrow         longest wait for a free connection
/// @param recycle        longest life of a connection
/// @param connect        longest time for one whole connection attempt, TLS and sign-in included
/// @param statement      longest run of one statement
public record PoolSettings(
        int size, int overflow, Duration borrow, Duration recycle, Duration connect, Duration statement) {

    public static final PoolSettings DEFAULT = new PoolSettings(
            5, 5, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(30));

    public PoolSettings {
        if (size < 1) throw new IllegalArgumentException("size must be at least 1: " + size);
        if (overflow < 0) throw new IllegalArgumentException("overflow must not be negative: " + overflow);
        for (var limit : new Duration[] {borrow, recycle, connect, statement}) {
            if (!limit.isPositive()) throw new IllegalArgumentException("limits must be positive: " + limit);
        }
    }

    /// With the URL's own `connect_timeout`, where it has one: whoever wrote it knew the server.
    PoolSettings connectingAs(DatabaseUrl.Valid url) {
        var seconds = url.properties().get("connectTimeout");
        if (seconds == null) return this;
        return new PoolSettings(
                size, overflow, borrow, recycle, Duration.ofSeconds(Integer.parseInt(seconds)), statement);
    }

    /// How many connections there may be in all.
    public int most() {
        return size + overflow;
    }
}
