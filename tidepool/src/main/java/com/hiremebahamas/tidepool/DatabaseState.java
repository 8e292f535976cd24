package com.hiremebahamas.tidepool;

import java.time.Instant;

/// What the last use showed of the database. Immutable; reading it does no I/O.
public sealed interface DatabaseState {

    /// There is no URL.
    record NotConfigured() implements DatabaseState {}

    /// The URL cannot be used, or the server refused the user, the password, the database or TLS.
    record Misconfigured(String problem) implements DatabaseState {}

    /// Not used yet.
    record Idle() implements DatabaseState {}

    /// The last use succeeded.
    record Ready(Instant seen) implements DatabaseState {}

    /// The last use failed to reach the server.
    record Unreachable(Instant since, String why, Instant nextTry) implements DatabaseState {}
}
