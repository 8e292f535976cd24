package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A unit of work under way, good only inside the call that handed it out and only on its thread.
///
/// What needs more than one statement's time at the server is here and not on [Tidepool]: batches, bulk, large results,
/// locks. All methods block and throw [DatabaseException]; nothing they do is there before the unit is committed.
public final class Transaction implements Sql {

    /// What to do in one transaction. It runs again from the start when the server undid it, so it must have no other
    /// effect than on the database.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Transaction transaction);
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private final Lease lease;
    private final Statements statements;

    Transaction(Lease lease, Statements statements) {
        this.lease = lease;
        this.statements = statements;
    }

    @Override
    public <T extends @Nullable Object> List<T> list(
            String sql, RowReader<? extends T> reader, @Nullable Object... arguments) {
        return step(() -> statements.list(lease.physical(), sql, reader, arguments));
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
        return Tidepool.only(this.<@Nullable T>list(sql, reader, arguments), sql);
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        return step(() -> statements.update(lease.physical(), sql, arguments));
    }

    /// Hands over the rows of a large result one by one, in order, and holds some hundred of them at a time. The
    /// statement's limit ends with the first row; each fetch after it is bounded by the socket's.
    ///
    /// @return how many there were
    public <T extends @Nullable Object> long each(
            String sql, RowReader<? extends T> reader, Consumer<? super T> use, @Nullable Object... arguments) {
        return step(() -> statements.each(lease.physical(), sql, reader, use, arguments));
    }

    /// One statement for many rows of arguments, some hundred on the way at a time.
    ///
    /// @return how many rows were inserted, changed or deleted in all
    public long batch(String sql, Iterable<? extends List<?>> rows) {
        return step(() -> statements.batch(lease.physical(), sql, rows));
    }

    /// Bulk insert by `COPY`: the fastest way in, without conflicts handled or values returned. Rows are asked for as
    /// they are sent. Arguments are those of [Sql]; no other limit of time holds but the socket's.
    ///
    /// @param into the table and its columns, such as `job (title, island)`
    /// @return how many rows were inserted
    public long copy(String into, Iterable<? extends List<?>> rows) {
        return step(() -> statements.copy(lease.physical(), into, rows));
    }

    /// Waits until nobody else holds the lock of this name, and holds it until the unit of work ends, in whichever way.
    /// Bounded as a statement is.
    public void lock(String name) {
        list("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> true, name);
    }

    /// Whether the lock of this name was free; it is then held until the unit of work ends, in whichever way.
    public boolean tryLock(String name) {
        return one("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", row -> row.getBoolean(1), name)
                .orElseThrow();
    }

    private <T> T step(Step<T> step) {
        try {
            lease.limitSocket(statements.limits().socket());
            return step.run();
        } catch (SQLException e) {
            throw lease.failed(e, true);
        }
    }
}
