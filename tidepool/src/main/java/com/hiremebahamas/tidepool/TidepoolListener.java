package com.hiremebahamas.tidepool;

import java.time.Duration;

/// Hears what the engine does, for logs and metrics. Called on the thread that does it, so an implementation returns
/// at once and throws nothing. Every method does nothing by default.
public interface TidepoolListener {

    /// Hears nothing.
    TidepoolListener NONE = new TidepoolListener() {};

    /// A caller has waited this long for a connection, zero when one was free.
    default void waited(Duration waited) {}

    /// A connection was opened, TLS and sign-in included.
    default void connected(Duration took) {}

    /// One could not be opened.
    default void connectFailed(DatabaseFailure failure, Duration took) {}

    /// A statement has run, successfully or not, with its arguments left out.
    default void ran(String sql, Duration took) {}

    /// A statement was ended because its time was over; [#ran] is told of it too.
    default void overran(String sql, Duration took) {}

    /// A unit of work runs again from the start, for the `attempt`th time, because of this failure.
    default void retried(int attempt, DatabaseFailure failure) {}

    /// The database was found unreachable; nobody tries before `pause` has passed.
    default void lost(DatabaseFailure failure, Duration pause) {}

    /// The database was reached, for the first time or again.
    default void reached() {}
}
