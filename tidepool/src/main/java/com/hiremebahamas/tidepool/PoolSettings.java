package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;

/// How many connections there may be and how long each thing may take. Immutable; its constructor throws
/// `IllegalArgumentException` for values that make no sense.
///
/// @param size             connections kept for reuse while they are in use now and then; at least 1
/// @param overflow         further connections under load, so at most `size + overflow`, which is 10,000 at
///                         most; 0 or more
/// @param acquireTimeout   longest wait for a free connection; from a millisecond to 24 days, as all of these
/// @param maxLifetime      longest life of a connection; HikariCP knows none below 31 s, which then holds
/// @param connectTimeout   longest time for one whole connection attempt, TLS and sign-in included
/// @param statementTimeout longest run of one statement
/// @param verification     whether each connection that was used is compared with what it was: see
///                         [#withVerification()]
/// @param namedStatements  whether statements are named behind a pooler, too: see [#withNamedStatements()]
public record PoolSettings(
        int size,
        int overflow,
        Duration acquireTimeout,
        Duration maxLifetime,
        Duration connectTimeout,
        Duration statementTimeout,
        boolean verification,
        boolean namedStatements) {

    /// More than any server takes, and few enough to count.
    private static final int MOST_CONNECTIONS = 10_000;

    /// The driver and the server count in milliseconds, 0 of which is no limit, in 32 bits: 24.8 days.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(24);

    /// 5 connections and 5 more under load; 30 s to acquire one, 300 s of life, 5 s to connect, 30 s for a
    /// statement.
    public static final PoolSettings DEFAULT = new PoolSettings(
            5, 5, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(30));

    /// @throws IllegalArgumentException when a number or a limit is out of the range that its parameter has
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
        requireNonNull(limit, name);
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(name + " must be from 1 ms to 24 days: " + limit);
    }

    /// Without verification, and with named statements on direct connections only.
    public PoolSettings(
            int size,
            int overflow,
            Duration acquireTimeout,
            Duration maxLifetime,
            Duration connectTimeout,
            Duration statementTimeout) {
        this(size, overflow, acquireTimeout, maxLifetime, connectTimeout, statementTimeout, false, false);
    }

    /// For development and tests: finds what a statement leaves behind in its session and the text of the
    /// statement does not show, because a function or a `do` block does it: settings, a role, temporary
    /// relations, advisory locks, channels, prepared statements and cursors.
    ///
    /// What a session has is read when a connection is acquired, and compared after each transaction, after each
    /// statement outside one and when the connection is released: a round trip each time. A difference is an
    /// `IllegalStateException`, in plain JDBC an `SQLException` of state `0A000`, and a line of the log,
    /// with what was left, the statements and the remedy. What was committed stays so; the connection is
    /// not used again. Behind a pooler nothing is compared when another server connection was assigned
    /// meanwhile. Settings with a name of one's own (`app.user`) and loaded libraries are shown by no
    /// view, so they are not compared; what runs past the guard alone, by `unwrap`, is not seen.
    public PoolSettings withVerification() {
        return with(connectTimeout, true, namedStatements);
    }

    /// For a pooler that supports named statements, such as PgBouncer from 1.21 on with
    /// `max_prepared_statements`: the server then parses and plans a statement once, as it does over a
    /// direct connection in any case. Behind a pooler it costs each new connection up to three round trips
    /// more, which show whether the pooler does; where it does not, calls fail with
    /// [DatabaseFailure.Misconfigured].
    public PoolSettings withNamedStatements() {
        return with(connectTimeout, verification, true);
    }

    /// With the URL's own `connect_timeout`, where it has one: it was written for that server.
    PoolSettings withConnectTimeoutOf(DatabaseUrl.Valid url) {
        var seconds = url.properties().get("connectTimeout");
        if (seconds == null) return this;
        return with(Duration.ofSeconds(Integer.parseInt(seconds)), verification, namedStatements);
    }

    private PoolSettings with(Duration connect, boolean verified, boolean named) {
        return new PoolSettings(
                size, overflow, acquireTimeout, maxLifetime, connect, statementTimeout, verified, named);
    }

    /// How many connections there may be in all.
    public int maxSize() {
        return size + overflow;
    }
}
