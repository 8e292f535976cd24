package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.jdbc.PgConnection;

/// A connection lent out. Closing the lease gives it back; a broken one is thrown away.
///
/// Statements run on the physical connection, past HikariCP's proxies, which would cost a wrapper an object; whatever
/// is changed on it is changed back here.
final class Lease implements AutoCloseable {

    private final Pool pool;
    private final Connection pooled;
    private final PgConnection physical;
    private boolean broken;

    Lease(Pool pool, Connection pooled, PgConnection physical) {
        this.pool = pool;
        this.pooled = pooled;
        this.physical = physical;
    }

    /// HikariCP's own view of the connection, for code that wants JDBC.
    Connection pooled() {
        return pooled;
    }

    PgConnection physical() {
        return physical;
    }

    /// Bounds every read from the socket.
    void limitSocket(Duration silence) throws SQLException {
        physical.setNetworkTimeout(Runnable::run, Math.clamp(silence.toMillis(), 1, Integer.MAX_VALUE));
    }

    /// Turns what the driver reports into the library's exception, and remembers whether the connection survived it.
    DatabaseException failed(SQLException e, boolean uncommitted) {
        var failure = Failures.isReadOnly(e) && !noteServerReadOnly(e)
                ? Failures.ofReadOnlyWork(e)
                : Failures.ofStatement(e, uncommitted);
        broken |= Failures.breaks(failure, e);
        return new DatabaseException(failure, e);
    }

    /// A server that became read-only in a failover keeps its connections, which are of no use any more; work that is
    /// read-only by its own wish says nothing about the server.
    ///
    /// @return whether the server was found read-only
    boolean noteServerReadOnly(SQLException e) {
        boolean found = Failures.isReadOnly(e) && !isReadOnlyByChoice();
        broken |= found;
        return found;
    }

    private boolean isReadOnlyByChoice() {
        try {
            return physical.isReadOnly();
        } catch (SQLException e) {
            return false; // closed, and so of no use either
        }
    }

    void breaks() {
        broken = true;
    }

    @Override
    public void close() {
        if (broken) {
            pool.giveBackBroken(pooled);
        } else {
            pool.giveBack(pooled);
        }
    }
}
