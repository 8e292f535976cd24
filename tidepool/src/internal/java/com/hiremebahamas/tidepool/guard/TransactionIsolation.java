package com.hiremebahamas.tidepool.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/// The isolation level that a borrower of a connection has chosen: each of its transactions begins with
/// `SET TRANSACTION`, and the session keeps its own level. A statement outside a transaction has the session's.
public final class TransactionIsolation {

    private static final Map<Integer, String> NAMES = Map.of(
            Connection.TRANSACTION_READ_UNCOMMITTED, "read uncommitted",
            Connection.TRANSACTION_READ_COMMITTED, "read committed",
            Connection.TRANSACTION_REPEATABLE_READ, "repeatable read",
            Connection.TRANSACTION_SERIALIZABLE, "serializable");

    private final PgConnection connection;
    private @Nullable Integer ofSession;
    private @Nullable Integer chosen;

    public TransactionIsolation(PgConnection connection) {
        this.connection = connection;
    }

    /// The level of the running transaction, or of the next one.
    public int level() throws SQLException {
        if (!isIdle()) return connection.getTransactionIsolation();
        var level = chosen;
        return level == null ? ofSession() : level;
    }

    /// Chooses the level of this borrower's transactions from now on.
    ///
    /// @throws SQLException of state 25001 in a transaction that has another level, 0A000 for a level that there is
    ///                      not
    public @Nullable Void choose(int level) throws SQLException {
        if (!NAMES.containsKey(level))
            throw new SQLException(
                    "PostgreSQL has no isolation level " + level + ": use a constant of Connection", "0A000");
        if (!isIdle() && connection.getTransactionIsolation() != level)
            throw new SQLException(
                    "The isolation level cannot change within a transaction: commit or roll back first", "25001");
        chosen = level;
        return null;
    }

    /// What to send before a statement that begins a transaction; null where nothing is to be sent.
    public @Nullable String firstStatement() throws SQLException {
        var level = chosen;
        if (level == null || connection.getAutoCommit() || !isIdle() || level == ofSession()) return null;
        return "set transaction isolation level " + NAMES.get(level);
    }

    private int ofSession() throws SQLException {
        var level = ofSession;
        if (level == null) ofSession = level = connection.getTransactionIsolation();
        return level;
    }

    private boolean isIdle() {
        return connection.getTransactionState() == TransactionState.IDLE;
    }
}
