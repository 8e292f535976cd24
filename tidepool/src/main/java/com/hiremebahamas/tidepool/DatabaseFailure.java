package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.network.NetworkFailure;

/// Why a database call failed, by what the caller can do about it. All of it is immutable.
public sealed interface DatabaseFailure {

    /// What happened, for a log: without secrets and values of rows. Never null.
    String message();

    /// There is no database URL. Nothing ran.
    record NotConfigured(String message) implements DatabaseFailure {}

    /// URL, credentials, database name or start-up parameters are wrong. Nothing ran; trying again is useless.
    record Misconfigured(String message) implements DatabaseFailure {}

    /// The server was not reached, or the pooler did not reach it. Nothing was committed: retry later, or serve a
    /// stale page.
    ///
    /// @param network what the network did; [NetworkFailure#OTHER] where it is not known, and for a
    ///                pooler without its server
    record Unreachable(String message, NetworkFailure network) implements DatabaseFailure {

        /// With [NetworkFailure#OTHER].
        public Unreachable(String message) {
            this(message, NetworkFailure.OTHER);
        }
    }

    /// The server is starting, is read-only, has no connection or other resource left or an error of its own; or no
    /// connection was free within the acquire timeout or the [Deadline]; or the thread was interrupted, while it
    /// waited for one or before it sent a statement or COMMIT, and its interrupt flag is set. Nothing was
    /// committed, earlier statements of the transaction included: retry later.
    record NotReady(String message) implements DatabaseFailure {}

    /// The transaction was rolled back for no fault in it: the server ended it for the sake of others or did not
    /// grant it a lock, its session ended before COMMIT was sent, for any reason, or a prepared statement was
    /// gone. Nothing was committed: run it again from the start. Tidepool has done so already, three times in all.
    record Undone(String message) implements DatabaseFailure {}

    /// The connection broke during COMMIT or a statement outside a transaction: it may or may not have been
    /// committed.
    record Unknown(String message) implements DatabaseFailure {}

    /// The statement or its data is wrong. Running it again gives the same answer.
    ///
    /// @param sqlState   the server's five characters, such as `23505` for a unique violation, or those of a
    ///                   [Column]; empty when the driver refused by itself, as a column that a result has not
    /// @param constraint the constraint that refused, or empty
    record Rejected(String message, String sqlState, String constraint) implements DatabaseFailure {}

    /// A time limit passed, the statement's or the caller's, or a call of a [DataLoader] was interrupted. What
    /// had run was rolled back.
    record TimedOut(String message) implements DatabaseFailure {}
}
