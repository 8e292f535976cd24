package com.hiremebahamas.tidepool;

import java.time.Duration;

/// What one statement may take: shares of one limit, the smaller inside the larger.
///
/// Where the server lives, it is asked to cancel in time for the connection to stay usable. Where it has gone without a
/// word, the socket is given up at the caller's deadline, however much the statement would have been allowed.
///
/// @param statement after which the server is asked to cancel
/// @param socket    longest silence of the server
record Limits(Duration statement, Duration socket) {

    /// How much later than its statement a socket is given up when no deadline presses.
    static final Duration GRACE = Duration.ofSeconds(5);

    /// Longest time a request to cancel may take, which the driver counts in whole seconds.
    static final Duration CANCEL = Duration.ofSeconds(1);

    /// A rollback is tried even when no time is left for it: it saves the connection.
    private static final Duration LAST_WORD = Duration.ofMillis(250);

    /// What may be taken now; nothing of both when the caller's deadline has passed.
    ///
    /// @param longest of a statement
    static Limits now(Duration longest) {
        var socket = Deadline.left(longest.plus(GRACE));
        return new Limits(shorter(longest, socket.minus(shorter(CANCEL, socket.dividedBy(4)))), socket);
    }

    /// Longest silence of the server while it undoes a transaction.
    static Duration undoing() {
        var left = Deadline.left(GRACE);
        return left.compareTo(LAST_WORD) > 0 ? left : LAST_WORD;
    }

    boolean isOver() {
        return !socket.isPositive();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
