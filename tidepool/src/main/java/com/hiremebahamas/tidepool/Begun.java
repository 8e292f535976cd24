package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transaction begun on a lease; rolled back when it is closed without having been committed.
///
/// BEGIN travels with the first statement, so beginning costs no round trip.
final class Begun implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Begun.class);

    private final Lease lease;
    private final boolean readOnly;
    private boolean ended;

    private Begun(Lease lease, boolean readOnly) {
        this.lease = lease;
        this.readOnly = readOnly;
    }

    static Begun on(Lease lease, boolean readOnly) {
        try {
            if (readOnly) lease.physical().setReadOnly(true);
            lease.physical().setAutoCommit(false);
            return new Begun(lease, readOnly);
        } catch (SQLException e) {
            lease.breaks();
            throw lease.failed(e, true);
        }
    }

    /// From here on a broken connection means that nobody knows.
    ///
    /// Throws also when the work has caught a failure and gone on: the server then answers COMMIT by rolling
    /// back, and pgjdbc passes over that.
    ///
    /// @param silence longest time without a word of the server
    void commit(Duration silence) {
        if (lease.physical().getTransactionState() == TransactionState.FAILED) throw failedBefore();
        ended = true;
        try {
            lease.limitSocket(silence);
            lease.physical().commit();
        } catch (SQLException e) {
            throw lease.failed(e, false);
        } finally {
            settle();
        }
    }

    @Override
    public void close() {
        if (ended) return;
        try {
            lease.limitSocket(Limits.undoing());
            lease.physical().rollback();
        } catch (SQLException e) {
            // The server rolls back by itself when it notices; why the work failed is already on its way up.
            log.debug("A rollback could not be sent", e);
            lease.breaks();
        } finally {
            settle();
        }
    }

    /// Back to how the pool knows the connection, also after a COMMIT that the server refused: left as it is, the next
    /// caller's statement would wait for a COMMIT that never comes.
    private void settle() {
        try {
            lease.physical().setAutoCommit(true);
            if (readOnly) lease.physical().setReadOnly(false);
        } catch (SQLException e) {
            log.debug("A connection could not be put back as it was", e);
            lease.breaks();
        }
    }

    private static DatabaseException failedBefore() {
        return new DatabaseException(
                new DatabaseFailure.Rejected(
                        "Nothing was committed: a statement had failed before, and the work went on", "25P02", ""),
                null);
    }
}
