package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the database, without asking it. Immutable; reading it does no I/O.
public sealed interface DatabaseState {

    /// The name of the state for readiness pages, metrics and health: lower case, with underscores.
    default String word() {
        return switch (this) {
            case NotConfigured _ -> "not_configured";
            case Misconfigured _ -> "misconfigured";
            case Idle _ -> "idle";
            case Ready _ -> "ready";
            case Degraded _ -> "degraded";
            case Unreachable _ -> "unreachable";
        };
    }

    /// There is no URL.
    record NotConfigured() implements DatabaseState {}

    /// The URL cannot be used, or the server refused the user, the password, the database or TLS.
    ///
    /// @param problem what is wrong, for a log: without secrets
    /// @param nextTry from when on a call tries again; null where only another URL can help
    record Misconfigured(String problem, @Nullable Instant nextTry) implements DatabaseState {}

    /// Nothing is known: the database has not been used yet, or a connection has broken or could not be opened
    /// since the last probe. The next call probes.
    record Idle() implements DatabaseState {}

    /// The last probe succeeded, and no connection has broken since. Of statements it says nothing.
    ///
    /// @param seen when that probe ended; calls after it do not change it
    record Ready(Instant seen) implements DatabaseState {}

    /// Connections work, and no further one can be opened: the server or pooler is full, or it refuses a password that
    /// was changed. Calls go on over those that are open.
    ///
    /// @param since   when the first attempt failed since the last success
    /// @param why     the reason of the last one, for a log: without secrets
    /// @param nextTry from when on another connection is tried, if a call needs one
    record Degraded(Instant since, String why, Instant nextTry) implements DatabaseState {}

    /// The last attempt to connect failed. Calls fail at once until the next try.
    ///
    /// @param since   when the first attempt failed since the last success
    /// @param why     the reason of the last one, for a log: without secrets
    /// @param nextTry from when on a call probes again; without a call none does
    /// @param network what the network did at the last one; [NetworkFailure#OTHER] where it carried an answer,
    ///                or is not known
    record Unreachable(Instant since, String why, Instant nextTry, NetworkFailure network) implements DatabaseState {

        /// With [NetworkFailure#OTHER].
        public Unreachable(Instant since, String why, Instant nextTry) {
            this(since, why, nextTry, NetworkFailure.OTHER);
        }
    }
}
