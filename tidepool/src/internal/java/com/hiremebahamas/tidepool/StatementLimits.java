package com.hiremebahamas.tidepool;

import java.time.Duration;

/// How long one statement may take: shares of one limit, the statement's inside the socket's.
///
/// A server that answers gets a cancel request while there is time for the connection to stay usable. One that
/// does not answer costs the socket's limit, which ends at the caller's deadline.
///
/// @param statement after which the server is sent a cancel request
/// @param socket    longest read from the socket
record StatementLimits(Duration statement, Duration socket) {

    /// How much longer than its statement a read from the socket may take, outside any deadline.
    static final Duration GRACE = Duration.ofSeconds(5);

    /// Longest time a request to cancel may take, which the driver counts in whole seconds.
    static final Duration CANCEL = Duration.ofSeconds(1);

    /// A rollback is tried even after the deadline: it saves the connection.
    private static final Duration SHORTEST_ROLLBACK = Duration.ofMillis(250);

    /// The limits that hold now; both zero when the caller's deadline has passed.
    ///
    /// @param statementTimeout of the pool
    static StatementLimits now(Duration statementTimeout) {
        var socket = Deadline.left(statementTimeout.plus(GRACE));
        // Not Duration's division, which computes in BigDecimal: for each statement.
        var quarter = Duration.ofNanos(socket.toNanos() / 4);
        return new StatementLimits(shorter(statementTimeout, socket.minus(shorter(CANCEL, quarter))), socket);
    }

    /// Longest read from the socket during a rollback.
    static Duration rollback() {
        var left = Deadline.left(GRACE);
        return left.compareTo(SHORTEST_ROLLBACK) > 0 ? left : SHORTEST_ROLLBACK;
    }

    boolean isOver() {
        return !socket.isPositive();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
