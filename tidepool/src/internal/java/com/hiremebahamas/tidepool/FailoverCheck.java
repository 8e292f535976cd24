package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out, after a server has refused a write because it is read-only, whether a new connection would
/// take it.
///
/// After a failover it would: the connections that are open lead to the server that was demoted, and are
/// replaced. On a server whose disk is full it would not, and the connections stay, because reads need
/// them. One check runs at a time, on a thread of its own, and rarely.
final class FailoverCheck {

    private static final Duration FIRST_WINDOW = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(FailoverCheck.class);

    private final Replacement replacement;
    private final TimeSource time;
    private boolean isRunning;
    private @Nullable Backoff backoff;

    interface Replacement {
        /// Opens a connection and, when the server takes writes on it, replaces those of the pool.
        ///
        /// @return whether it does
        boolean run() throws SQLException;
    }

    FailoverCheck(Replacement replacement, TimeSource time) {
        this.replacement = replacement;
        this.time = time;
    }

    /// A write was refused. Does not block.
    synchronized void start(DatabaseFailure failure) {
        if (isRunning || (backoff != null && !backoff.isOver(time))) return;
        isRunning = true;
        Thread.ofVirtual().name("tidepool-failover").start(() -> run(failure));
    }

    private void run(DatabaseFailure failure) {
        boolean replaced = false;
        try {
            replaced = replacement.run();
        } catch (SQLException e) {
            log.debug("No connection could be opened to see whether the server takes writes", e);
        } finally {
            ended(failure, replaced);
        }
    }

    private synchronized void ended(DatabaseFailure failure, boolean replaced) {
        isRunning = false;
        backoff = replaced ? null : Backoff.after(failure, backoff, FIRST_WINDOW, time);
    }
}
