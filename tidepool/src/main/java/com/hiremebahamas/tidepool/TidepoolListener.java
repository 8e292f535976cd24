package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.util.function.Consumer;

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

    /// A caller got no connection: none was free in time, or the circuit breaker is open, or none could be
    /// opened.
    ///
    /// @param waited from the call until then
    default void acquireFailed(DatabaseFailure failure, Duration waited) {}

    /// A physical connection was opened.
    ///
    /// @param took TLS and sign-in included
    default void connectionOpened(Duration took) {}

    /// A physical connection could not be opened.
    default void connectFailed(DatabaseFailure failure, Duration took) {}

    /// A statement has ended, successfully or not; also one of plain JDBC, of a batch all of it.
    ///
    /// @param sql without its arguments; empty for a batch of several texts
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

    /// Calls several listeners, one after the other. What one throws keeps no other from being called; the first
    /// exception is thrown in the end.
    ///
    /// @param listeners asked for at each call
    record All(Iterable<? extends TidepoolListener> listeners) implements TidepoolListener {

        @Override
        public void connectionAcquired(Duration waited) {
            each(listener -> listener.connectionAcquired(waited));
        }

        @Override
        public void acquireFailed(DatabaseFailure failure, Duration waited) {
            each(listener -> listener.acquireFailed(failure, waited));
        }

        @Override
        public void connectionOpened(Duration took) {
            each(listener -> listener.connectionOpened(took));
        }

        @Override
        public void connectFailed(DatabaseFailure failure, Duration took) {
            each(listener -> listener.connectFailed(failure, took));
        }

        @Override
        public void statementExecuted(String sql, Duration took) {
            each(listener -> listener.statementExecuted(sql, took));
        }

        @Override
        public void statementTimedOut(String sql, Duration took) {
            each(listener -> listener.statementTimedOut(sql, took));
        }

        @Override
        public void retrying(int attempt, DatabaseFailure failure) {
            each(listener -> listener.retrying(attempt, failure));
        }

        @Override
        public void breakerOpened(DatabaseFailure failure, Duration pause) {
            each(listener -> listener.breakerOpened(failure, pause));
        }

        @Override
        public void breakerClosed() {
            each(TidepoolListener::breakerClosed);
        }

        private void each(Consumer<TidepoolListener> call) {
            RuntimeException first = null;
            for (var listener : listeners) {
                try {
                    call.accept(listener);
                } catch (RuntimeException e) {
                    if (first == null) first = e;
                    else first.addSuppressed(e);
                }
            }
            if (first != null) throw first;
        }
    }
}
