package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/// The engine for code that wants JDBC: the same gate, breaker and guard around plain connections.
final class TidepoolDataSource implements UrlDataSource {

    private final Supplier<Lease> leases;
    private final Duration longest;
    private final PoolerGuard guard = new PoolerGuard();

    /// @param longest run of a statement
    TidepoolDataSource(Supplier<Lease> leases, Duration longest) {
        this.leases = leases;
        this.longest = longest;
    }

    /// @throws SQLException with the library's exception as its cause
    @Override
    public Connection getConnection() throws SQLException {
        try {
            var lease = leases.get();
            hold(lease);
            return GuardedConnection.on(lease, guard, longest);
        } catch (DatabaseException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        } catch (ClosedException e) {
            throw new SQLException(e.getMessage(), "08003", e);
        }
    }

    /// Whoever had the connection before may have been in more of a hurry.
    private void hold(Lease lease) throws SQLException {
        try {
            lease.limitSocket(Limits.now(longest).socket());
        } catch (SQLException e) {
            lease.breaks();
            lease.close();
            throw e;
        }
    }
}
