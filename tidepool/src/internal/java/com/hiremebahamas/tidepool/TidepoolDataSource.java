package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.guard.PoolerGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/// A Tidepool as a `DataSource`: the same pool, circuit breaker and guard around plain connections.
final class TidepoolDataSource implements UrlDataSource {

    private final Supplier<PoolEntry> entries;
    private final Duration statementTimeout;
    private final PoolerGuard guard;
    private final TidepoolListener listener;

    /// @param statementTimeout of the pool
    TidepoolDataSource(
            Supplier<PoolEntry> entries, PoolerGuard guard, Duration statementTimeout, TidepoolListener listener) {
        this.entries = entries;
        this.guard = guard;
        this.statementTimeout = statementTimeout;
        this.listener = listener;
    }

    /// @throws SQLException of state 08001 with the [DatabaseException] as its cause, of state 08003 when closed
    @Override
    public Connection getConnection() throws SQLException {
        try {
            var entry = entries.get();
            limitSocket(entry);
            return GuardedConnection.on(entry, guard, statementTimeout, listener);
        } catch (DatabaseException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        } catch (ClosedException e) {
            throw new SQLException(e.getMessage(), "08003", e);
        }
    }

    /// The previous user of the connection may have had an earlier deadline.
    private void limitSocket(PoolEntry entry) throws SQLException {
        try {
            entry.limitSocket(StatementLimits.now(statementTimeout).socket());
        } catch (SQLException e) {
            entry.markBroken();
            entry.close();
            throw e;
        }
    }
}
