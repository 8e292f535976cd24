package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.FailureClassifier.Position;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transaction on an acquired connection; rolled back when it is closed without having been committed.
///
/// The driver sends BEGIN with the first statement, so beginning costs no round trip.
final class TransactionScope implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TransactionScope.class);

    private final PoolEntry entry;
    private final boolean readOnly;
    private boolean ended;

    private TransactionScope(PoolEntry entry, boolean readOnly) {
        this.entry = entry;
        this.readOnly = readOnly;
    }

    static TransactionScope on(PoolEntry entry, boolean readOnly) {
        try {
            if (readOnly) entry.physical().setReadOnly(true);
            entry.physical().setAutoCommit(false);
            return new TransactionScope(entry, readOnly);
        } catch (SQLException e) {
            entry.markBroken();
            throw entry.failed(e, Position.BEFORE_COMMIT);
        }
    }

    /// Commits. From here on a lost connection leaves the outcome unknown: COMMIT may have been applied.
    ///
    /// Throws also when the work has caught the failure of a statement and returned: the server then answers
    /// COMMIT by rolling back, which pgjdbc does not report, or it has the effect of a statement that was
    /// reported as failed.
    ///
    /// @param failure of the first statement that failed; null where none did
    /// @param timeout longest read from the socket
    void commit(@Nullable DatabaseException failure, Duration timeout) {
        if (entry.isLost()) throw lostBefore();
        if (failure != null || entry.physical().getTransactionState() == TransactionState.FAILED)
            throw statementFailedBefore(failure);
        ended = true;
        try {
            entry.waits(timeout, Position.COMMITTING);
            entry.physical().commit();
        } catch (SQLException e) {
            throw entry.failed(e, Position.COMMITTING);
        } finally {
            entry.answered();
            reset();
        }
    }

    /// Undoes what was done since the savepoint. Where that is not possible the transaction cannot be committed.
    void rollbackTo(Savepoint savepoint) {
        undo(() -> entry.physical().rollback(savepoint));
    }

    @Override
    public void close() {
        if (ended) return;
        undo(() -> entry.physical().rollback());
        reset();
    }

    private interface Rollback {
        void run() throws SQLException;
    }

    /// The server rolls back by itself when the connection is closed, and the failure of the work is being
    /// thrown.
    private void undo(Rollback rollback) {
        // An interrupted thread can send nothing, and would lose the connection.
        boolean interrupted = Thread.interrupted();
        try {
            entry.limitSocket(StatementLimits.rollback());
            rollback.run();
        } catch (SQLException e) {
            log.debug("A rollback could not be sent", e);
            entry.markBroken();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// Resets the connection as the pool expects it, also after a COMMIT that the server refused: left as it is,
    /// the next caller's statements would run in a transaction that is never committed.
    private void reset() {
        try {
            entry.physical().setAutoCommit(true);
            if (readOnly) entry.physical().setReadOnly(false);
        } catch (SQLException e) {
            log.debug("A connection could not be reset", e);
            entry.markBroken();
        }
    }

    private static DatabaseException lostBefore() {
        return new DatabaseException(
                new DatabaseFailure.Undone("The connection was lost before COMMIT was sent"), null);
    }

    private static DatabaseException statementFailedBefore(@Nullable DatabaseException failure) {
        var words = "Nothing was committed: a statement had failed before, and the work went on";
        return new DatabaseException(
                new DatabaseFailure.Rejected(
                        failure == null
                                ? words
                                : words + ": " + failure.failure().message(),
                        "25P02",
                        ""),
                failure);
    }
}
