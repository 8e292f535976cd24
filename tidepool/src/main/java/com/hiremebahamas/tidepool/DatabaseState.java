package com.hiremebahamas.tidepool;

import java.time.Instant;

/// What real use last showed of the database. Asking costs no I/O.
public sealed interface DatabaseState {

    /// There is no URL.
    record NotConfigured() implements DatabaseState {}

    /// The URL, or what the server said to it, makes every attempt useless.
    record Misconfigured(String problem) implements DatabaseState {}

    /// Not used yet.
    record Idle() implements DatabaseState {}

    /// The last use succeeded.
    record Ready(Instant seen) implements DatabaseState {}

    /// The last use failed to reach the server.
    record Unreachable(Instant since, String why, Instant nextTry) implements DatabaseState {}
}
