package com.hiremebahamas.tidepool;

/// Why a database call failed, by what the caller can do about it. All of it is immutable.
public sealed interface DatabaseFailure {

    /// What happened, for a log: without secrets and values of rows.
    String message();

    /// There is no database URL. Nothing ran.
    record NotConfigured(String message) implements DatabaseFailure {}

    /// URL, credentials, database name or start-up parameters are wrong. Nothing ran; trying again is useless.
    record Misconfigured(String message) implements DatabaseFailure {}

    /// The server was not reached. Nothing ran: retry later, or serve a stale page.
    record Unreachable(String message) implements DatabaseFailure {}

    /// The server is there but starting, or all its connections are taken. Nothing ran: wait.
    record NotReady(String message) implements DatabaseFailure {}

    /// The server undid the transaction to keep others consistent. Run it again from the start.
    record Undone(String message) implements DatabaseFailure {}

    /// The connection broke while work was under way: it may or may not have been committed.
    record Unknown(String message) implements DatabaseFailure {}

    /// The statement or its data is wrong. Running it again gives the same answer.
    ///
    /// @param sqlState   the server's five characters, such as `23505` for a unique violation
    /// @param constraint the constraint that refused, or empty
    record Rejected(String message, String sqlState, String constraint) implements DatabaseFailure {}

    /// A time limit passed, the statement's or the caller's; the server rolled back what had run.
    record TimedOut(String message) implements DatabaseFailure {}
}
