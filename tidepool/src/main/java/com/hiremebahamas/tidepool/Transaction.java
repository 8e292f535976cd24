package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A unit of work under way, good only inside the call that handed it out and only on its thread.
public final class Transaction implements Sql {

    /// What to do in one transaction. May run again from the start when the server undid it.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Transaction transaction);
    }

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return Statements.list(connection, sql, reader, arguments);
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        var rows = list(sql, reader, arguments);
        if (rows.size() > 1) throw new IllegalStateException("More than one row: " + sql);
        return rows.stream().findFirst();
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        return Statements.update(connection, sql, arguments);
    }
}
