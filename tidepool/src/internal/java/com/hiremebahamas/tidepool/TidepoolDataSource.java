package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.FailureClassifier.Position;
import com.hiremebahamas.tidepool.guard.PoolerGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A Tidepool as a `DataSource`: the same pool, circuit breaker and limits around plain connections.
final class TidepoolDataSource implements UrlDataSource {

    private static final String BEHIND_POOLER =
            "A pooler is between, so no session is a client's own: use Tidepool.unpooled with the direct URL";

    private final Supplier<PoolEntry> entries;
    private final Duration statementTimeout;
    private final @Nullable PoolerGuard guard;
    private final TidepoolListener listener;

    /// @param guard            null for connections with a session of their own, which no guard checks
    /// @param statementTimeout of the pool
    TidepoolDataSource(
            Supplier<PoolEntry> entries,
            @Nullable PoolerGuard guard,
            Duration statementTimeout,
            TidepoolListener listener) {
        this.entries = entries;
        this.guard = guard;
        this.statementTimeout = statementTimeout;
        this.listener = listener;
    }

    /// @throws SQLException of state 08001 with the [DatabaseException] as its cause, of state 08003 when
    ///                      closed, of state 0A000 when a session of its own cannot be had
    @Override
    public Connection getConnection() throws SQLException {
        try {
            var entry = entries.get();
            if (isUsable(entry)) return GuardedConnection.on(entry, guard, statementTimeout, listener);
            entry.close();
            throw new SQLException(BEHIND_POOLER, GuardedConnection.REFUSED);
        } catch (DatabaseException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        } catch (ClosedException e) {
            throw new SQLException(e.getMessage(), "08003", e);
        } catch (IllegalStateException e) {
            throw new SQLException(e.getMessage(), "25001", e);
        }
    }

    /// False where a session of its own is asked for and a pooler is between.
    private boolean isUsable(PoolEntry entry) {
        try {
            // The previous user of the connection may have had an earlier deadline.
            entry.limitSocket(StatementLimits.now(statementTimeout).socket());
            if (guard != null) return true;
            boolean isDirect = entry.isDirect();
            if (isDirect) entry.retire();
            return isDirect;
        } catch (SQLException e) {
            var failed = entry.failed(e, Position.READING);
            entry.close();
            throw failed;
        }
    }
}
