package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A unit of work under way, good only inside the call that handed it out and only on its thread.
public final class Transaction implements Sql {

    /// What to do in one transaction. It runs again from the start when the server undid it, so it must have no other
    /// effect than on the database.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Transaction transaction);
    }

    private final Lease lease;
    private final Statements statements;

    Transaction(Lease lease, Statements statements) {
        this.lease = lease;
        this.statements = statements;
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try {
            lease.limitSocket(statements.limits().socket());
            return statements.list(lease.physical(), sql, reader, arguments);
        } catch (SQLException e) {
            throw lease.failed(e, true);
        }
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return Tidepool.only(list(sql, reader, arguments), sql);
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        try {
            lease.limitSocket(statements.limits().socket());
            return statements.update(lease.physical(), sql, arguments);
        } catch (SQLException e) {
            throw lease.failed(e, true);
        }
    }
}
