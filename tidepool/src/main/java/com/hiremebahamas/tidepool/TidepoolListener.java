package com.hiremebahamas.tidepool;

import java.time.Duration;

/// Is called for what happens in a [Tidepool], for logs and metrics.
///
/// Every method is called on the thread on which it happened, several threads at a time, so an implementation
/// must not block. What it throws is logged and changes nothing. Every method does nothing by default.
public interface TidepoolListener {

    /// Does nothing.
    TidepoolListener NONE = new TidepoolListener() {};

    /// A caller has acquired a connection.
    ///
    /// @param waited from the call until then, almost zero when one was idle
    default void connectionAcquired(Duration waited) {}

    /// A physical connection was opened.
    ///
    /// @param took TLS and sign-in included
    default void connectionOpened(Duration took) {}

    /// A physical connection could not be opened.
    default void connectFailed(DatabaseFailure failure, Duration took) {}

    /// A statement has ended, successfully or not.
    ///
    /// @param sql without its arguments
    default void statementExecuted(String sql, Duration took) {}

    /// A statement was cancelled because its time limit had passed; [#statementExecuted] is called for it too.
    ///
    /// @param sql without its arguments
    default void statementTimedOut(String sql, Duration took) {}

    /// A transaction or a single statement is about to run again from the start.
    ///
    /// @param attempt the number of the attempt that begins, at least 2
    /// @param failure of the attempt before
    default void retrying(int attempt, DatabaseFailure failure) {}

    /// The circuit breaker has opened: calls fail at once, and none tries to connect before the pause has passed.
    default void breakerOpened(DatabaseFailure failure, Duration pause) {}

    /// The circuit breaker has closed: the database was reached, for the first time or again.
    default void breakerClosed() {}
}
