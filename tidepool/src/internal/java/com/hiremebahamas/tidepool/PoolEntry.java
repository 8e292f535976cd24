package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.FailureClassifier.Position;
import com.hiremebahamas.tidepool.guard.SessionChangedException;
import com.hiremebahamas.tidepool.guard.SessionVerifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection acquired from the pool. Closing the entry releases it, or evicts it when it is broken.
///
/// Statements run on the physical connection: HikariCP's proxies would allocate a wrapper for each
/// statement and result. What a transaction changes on it, [TransactionScope] changes back.
final class PoolEntry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PoolEntry.class);

    private final Pool pool;
    private final Connection pooled;
    private final PgConnection physical;
    private @Nullable SessionVerifier verifier;
    private boolean broken;
    private boolean retired;
    private volatile boolean unanswered;
    private volatile @Nullable Wait wait;

    /// For an answer of the server.
    ///
    /// @param since in nanoseconds of the JVM
    private record Wait(long since, Position position) {}

    PoolEntry(Pool pool, Connection pooled, PgConnection physical) {
        this.pool = pool;
        this.pooled = pooled;
        this.physical = physical;
    }

    /// HikariCP's proxy of the connection, for plain JDBC.
    Connection pooled() {
        return pooled;
    }

    PgConnection physical() {
        return physical;
    }

    /// Is to be called before a statement, or COMMIT, is sent.
    ///
    /// @param limit longest read from the socket
    void waits(Duration limit, Position position) throws SQLException {
        limitSocket(limit);
        wait = new Wait(System.nanoTime(), position);
    }

    /// The server has answered, or the connection has failed.
    void answered() {
        wait = null;
    }

    boolean waitsLongerThan(Duration limit) {
        var current = wait;
        return current != null && System.nanoTime() - current.since > limit.toNanos();
    }

    /// Closes the socket under a statement that waits, on any thread, when its loss leaves nothing behind.
    void endUndoable() {
        var current = wait;
        if (current == null || current.position == Position.COMMITTING) return;
        unanswered = true;
        try {
            physical.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("A connection could not be aborted", e);
        }
    }

    /// Limits how long one read from the socket may take.
    void limitSocket(Duration timeout) throws SQLException {
        physical.setNetworkTimeout(Runnable::run, Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
    }

    /// Classifies what the driver reports, and remembers whether the connection is broken by it.
    DatabaseException failed(SQLException e, Position position) {
        var failure = classified(e, position);
        noteFailure(e);
        return new DatabaseException(failure, e);
    }

    private DatabaseFailure classified(SQLException e, Position position) {
        if (unanswered) return FailureClassifier.ofUnanswered(position);
        return FailureClassifier.isReadOnly(e) && isReadOnlyByChoice()
                ? FailureClassifier.ofReadOnlyWork(e)
                : FailureClassifier.ofStatement(e, position, isClosed());
    }

    /// Remembers whether the connection is broken by what the driver reports, and whether the server has
    /// become read-only, as in a failover. In a read-only transaction the same error says nothing about the
    /// server.
    void noteFailure(SQLException e) {
        if (pool.namesStatementsBehindPoolers() && FailureClassifier.isOfAlteredTable(e)) disableNamedStatements();
        broken |= isClosed() || FailureClassifier.endsSession(e);
        if (FailureClassifier.isReadOnly(e) && !isReadOnlyByChoice())
            pool.noteServerReadOnly(FailureClassifier.ofStatement(e, Position.BEFORE_COMMIT, false));
    }

    /// A pooler that supports named statements keeps the old plan under the text of the statement, whatever
    /// the driver does to its own name; without a name the server plans anew. (PgBouncer,
    /// "max_prepared_statements".)
    private void disableNamedStatements() {
        physical.setPrepareThreshold(0);
    }

    /// Whether the session has ended, as far as that is known without a round trip.
    boolean isLost() {
        broken |= isClosed() || !pool.isSilent(physical);
        return broken;
    }

    /// Whether the driver has closed the connection, as it does when it has lost the server.
    boolean isClosed() {
        try {
            return physical.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private boolean isReadOnlyByChoice() {
        try {
            return physical.isReadOnly();
        } catch (SQLException e) {
            return false; // closed, so of no use either
        }
    }

    void markBroken() {
        broken = true;
    }

    /// Whether the client's session is one of the server's: no pooler is between. Blocks for one query.
    boolean isDirect() throws SQLException {
        try (var statement = physical.createStatement()) {
            return Connector.serverProcess(statement) == physical.getBackendPID();
        }
    }

    /// The session is about to be changed: the connection is closed instead of released.
    void retire() {
        retired = true;
    }

    /// From now on, what statements leave behind in the session is an error.
    void verifyWith(SessionVerifier sessions) throws SQLException {
        sessions.begin(physical);
        verifier = sessions;
    }

    /// @throws SessionChangedException when statements have left something behind; the connection is not used again
    ///                                 then
    void verify() throws SQLException {
        if (verifier == null || broken || isClosed()) return;
        try {
            verifier.verify(physical);
        } catch (SessionChangedException | SQLException e) {
            broken = true;
            throw e;
        }
    }

    /// @throws SessionChangedException as [#verify()]
    @Override
    public void close() {
        try {
            // What a transaction has set for itself is no difference.
            if (verifier != null && physical.getTransactionState() != TransactionState.IDLE) physical.rollback();
            verify();
        } catch (SQLException e) {
            log.debug("A session could not be verified", e);
        } finally {
            if (verifier != null) verifier.end(physical);
            release();
        }
    }

    private void release() {
        if (broken) {
            pool.evict(this);
        } else if (retired) {
            pool.retire(this);
        } else {
            pool.release(this);
        }
    }
}
