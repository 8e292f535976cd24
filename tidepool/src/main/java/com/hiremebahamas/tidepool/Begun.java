package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;
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
            throw lease.failed(e, true);
        }
    }

    /// From here on a broken connection means that nobody knows.
    void commit(Duration limit) {
        ended = true;
        try {
            lease.limitSocket(limit);
            lease.physical().commit();
            settle();
        } catch (SQLException e) {
            throw lease.failed(e, false);
        }
    }

    @Override
    public void close() {
        if (ended) return;
        try {
            lease.physical().rollback();
            settle();
        } catch (SQLException e) {
            // The server rolls back by itself when it notices; why the work failed is already on its way up.
            log.debug("A rollback could not be sent", e);
            lease.breaks();
        }
    }

    private void settle() throws SQLException {
        lease.physical().setAutoCommit(true);
        if (readOnly) lease.physical().setReadOnly(false);
    }
}
