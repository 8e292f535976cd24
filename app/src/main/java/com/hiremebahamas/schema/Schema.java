package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The last known state of the database's schema. Safe on any thread.
///
/// Not queried at boot. Only after a statement failed because of a missing table, column or function is the
/// version queried, at most once in ten seconds; the result is valid for a minute.
public final class Schema {

    /// The newest script in `db/migration`. A test holds the two equal; scanning the folder would take longer
    /// than the whole start.
    public static final String LATEST = "011";

    private static final Duration QUERY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration VALIDITY = Duration.ofMinutes(1);

    public sealed interface State {

        /// For `/ready`: `not_checked`, `current`, or `pending V004`.
        default String word() {
            return switch (this) {
                case NotChecked _ -> "not_checked";
                case Current _ -> "current";
                case Pending(var version, var _) -> "pending " + version;
            };
        }

        /// No statement failed because of a missing object within the last minute.
        record NotChecked() implements State {}

        /// An object is missing although every script was applied: a bug.
        record Current(Instant seen) implements State {}

        /// The database is older than the program.
        ///
        /// @param version the first script that is missing, such as `V004`
        record Pending(String version, Instant seen) implements State {}
    }

    private final SchemaStore store;
    private final InstantSource clock;

    /// Held while the version is queried, for which concurrent callers wait.
    private final ReentrantLock querying = new ReentrantLock();

    private State known = new State.NotChecked();
    private Instant queried = Instant.EPOCH;

    public Schema(SchemaStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// The last known state, without a query.
    public synchronized State state() {
        return clock.instant().isAfter(expiry(known)) ? new State.NotChecked() : known;
    }

    /// The first pending script, to be called after a statement failed because of a missing object; empty when
    /// there is none, or the database does not answer. May block for a query, its own or the running one.
    public Optional<String> missing() {
        querying.lock();
        try {
            if (mayQuery()) query();
        } finally {
            querying.unlock();
        }
        return state() instanceof State.Pending(var version, var _) ? Optional.of(version) : Optional.empty();
    }

    private synchronized boolean mayQuery() {
        var now = clock.instant();
        if (now.isBefore(queried.plus(QUERY_INTERVAL))) return false;
        queried = now;
        return true;
    }

    /// Outside the monitor: a slow query must not block readers of the state.
    private void query() {
        try {
            update(store.version());
        } catch (DatabaseException _) {
            // The caller reports the failure that led here; this one adds nothing.
        }
    }

    private synchronized void update(String version) {
        var now = clock.instant();
        int found = version.isEmpty() ? 0 : Integer.parseInt(version);
        known = found < Integer.parseInt(LATEST)
                ? new State.Pending(String.format(Locale.ROOT, "V%03d", found + 1), now)
                : new State.Current(now);
    }

    private static Instant expiry(State known) {
        return switch (known) {
            case State.NotChecked _ -> Instant.MAX;
            case State.Current(var seen) -> seen.plus(VALIDITY);
            case State.Pending(var _, var seen) -> seen.plus(VALIDITY);
        };
    }
}
