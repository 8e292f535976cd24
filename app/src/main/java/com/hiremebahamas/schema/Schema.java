package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What is known of the schema of the database that is served from. Safe on any thread.
///
/// Nobody asks for it at boot. Only when a statement met a table, a column or a function that is not there is the
/// database asked for its version, at most once in a while, and what it said is kept for a minute.
public final class Schema {

    /// The newest script in `db/migration`. A test holds the two equal; looking there at each start would take longer
    /// than the start.
    public static final String LATEST = "005";

    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final Duration FORGET = Duration.ofMinutes(1);

    public sealed interface State {

        /// For `/ready`: `not_checked`, `current`, or `pending V004`.
        default String word() {
            return switch (this) {
                case NotChecked _ -> "not_checked";
                case Current _ -> "current";
                case Pending(var version, var _) -> "pending " + version;
            };
        }

        /// No statement has missed anything, at least not lately.
        record NotChecked() implements State {}

        /// Something is missing although every script was applied: a mistake in the program.
        record Current(Instant seen) implements State {}

        /// The database is older than the program.
        ///
        /// @param version the first script that is missing, such as `V004`
        record Pending(String version, Instant seen) implements State {}
    }

    private final SchemaStore store;
    private final InstantSource clock;
    private State known = new State.NotChecked();
    private Instant asked = Instant.EPOCH;

    public Schema(SchemaStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What was last seen, without asking.
    public synchronized State state() {
        return clock.instant().isAfter(forgottenAt(known)) ? new State.NotChecked() : known;
    }

    /// The script that is missing, after a statement has missed something; empty when none is, or nobody could say.
    public Optional<String> missing() {
        if (mayAsk()) ask();
        return state() instanceof State.Pending(var version, var _) ? Optional.of(version) : Optional.empty();
    }

    private synchronized boolean mayAsk() {
        var now = clock.instant();
        if (now.isBefore(asked.plus(ASK_AGAIN))) return false;
        asked = now;
        return true;
    }

    /// Outside the lock: a slow answer holds up the one who asked, not those who look.
    private void ask() {
        try {
            learn(store.version());
        } catch (DatabaseException _) {
            // The failure that led here is told; this one adds nothing.
        }
    }

    private synchronized void learn(String version) {
        var now = clock.instant();
        int found = version.isEmpty() ? 0 : Integer.parseInt(version);
        known = found < Integer.parseInt(LATEST)
                ? new State.Pending("V%03d".formatted(found + 1), now)
                : new State.Current(now);
    }

    private static Instant forgottenAt(State known) {
        return switch (known) {
            case State.NotChecked _ -> Instant.MAX;
            case State.Current(var seen) -> seen.plus(FORGET);
            case State.Pending(var _, var seen) -> seen.plus(FORGET);
        };
    }
}
