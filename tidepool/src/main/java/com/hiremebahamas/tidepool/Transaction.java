package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.FailureClassifier.Position;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A transaction, valid only inside the call that passed it to the work, and only on its thread. Once the work
/// has returned or thrown, every method throws `IllegalStateException` and sends nothing.
///
/// What takes several statements is here and not on [Tidepool]: batches, `COPY`, large results, locks,
/// savepoints. All methods block, bounded as those of [Sql], and throw [DatabaseException] when the
/// database is the reason, `IllegalArgumentException` when a pooler forbids the statement or an argument
/// cannot be passed. What a reader, a consumer or an iterable throws reaches the caller. Once a statement
/// has failed nothing is committed, even when the work catches that and returns; [#savepoint] is for a
/// part that may fail. What the methods change becomes visible to others with the commit.
public final class Transaction implements Sql {

    /// Work in one transaction. It runs again from the start when the server undid it, so it must have no effect
    /// but on the database; what else is to happen is registered with [Transaction#afterCommit]. What it
    /// returns, null included, reaches the caller of [Tidepool#write]; so does what it throws, which rolls the
    /// transaction back.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /// Does the work, on the calling thread. The transaction ends with the call.
        T run(Transaction transaction);
    }

    private final TransactionScope scope;
    private final PoolEntry entry;
    private final Statements statements;
    private final UnitOfWork unit;
    private volatile boolean ended;
    private @Nullable DatabaseException failure;

    Transaction(TransactionScope scope, PoolEntry entry, Statements statements, UnitOfWork unit) {
        this.scope = scope;
        this.entry = entry;
        this.statements = statements;
        this.unit = unit;
    }

    @Override
    public <T extends @Nullable Object> List<T> list(
            String sql, RowReader<? extends T> reader, @Nullable Object... arguments) {
        return step(() -> statements.list(entry.physical(), sql, reader, arguments));
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
        return Tidepool.only(this.<@Nullable T>list(sql, reader, arguments), sql);
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        return step(() -> statements.update(entry.physical(), sql, arguments));
    }

    /// Passes the rows of a large result to a consumer, one by one and in order, with 500 of them in memory at a
    /// time. The statement limit covers the time to the first row; each fetch after it is bounded by the socket
    /// limit. What the consumer throws ends it.
    ///
    /// @param use is called on this thread; with null where the reader returned it
    /// @return how many rows there were
    public <T extends @Nullable Object> long each(
            String sql, RowReader<? extends T> reader, Consumer<? super T> use, @Nullable Object... arguments) {
        return step(() -> statements.each(entry.physical(), sql, reader, use, arguments));
    }

    /// Runs one statement for many rows of arguments, sent 500 at a time.
    ///
    /// @param rows each with as many arguments as the statement has, null among them; read once, as they are sent;
    ///             what it throws ends the batch, of which rows may have been sent
    /// @return how many rows were inserted, changed or deleted in all
    public long batch(String sql, Iterable<? extends List<?>> rows) {
        return step(() -> statements.batch(entry.physical(), sql, rows));
    }

    /// Runs one statement with a `returning` clause for many rows of arguments, sent 500 at a time, such as
    /// `insert … returning id`.
    ///
    /// @param reader of each row that is returned
    /// @param rows   as of the other `batch`
    /// @return a new list, mutable, of what the reader returned, in the order of the rows
    /// @throws IllegalArgumentException also when the statement returns no rows of its own
    public <T extends @Nullable Object> List<T> batch(
            String sql, RowReader<? extends T> reader, Iterable<? extends List<?>> rows) {
        return step(() -> statements.batch(entry.physical(), sql, reader, rows));
    }

    /// Bulk insert by `COPY`: the fastest way to insert, without `on conflict` or `returning`. Arguments are those
    /// of [Sql]. Only the socket limit holds, for each message.
    ///
    /// @param into the table and its columns, such as `job (title, island)`; part of the statement, so never from
    ///             outside
    /// @param rows each with as many values as there are columns; read once, as they are sent; what it throws ends
    ///             the copy and rolls back the transaction
    /// @return how many rows were inserted
    public long copy(String into, Iterable<? extends List<?>> rows) {
        return step(() -> statements.copy(entry.physical(), into, rows));
    }

    /// Waits for the advisory lock of this name, and holds it until the transaction ends, in whichever way. Bounded
    /// as a statement is; holding it already does not block.
    public void lock(String name) {
        list("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> true, name);
    }

    /// Takes the advisory lock of this name if it is free, and holds it until the transaction ends, in whichever
    /// way.
    ///
    /// @return whether it is held now
    public boolean tryLock(String name) {
        return one("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", row -> row.getBoolean(1), name)
                .orElseThrow();
    }

    /// Runs a part of the work that may fail without failing the whole: in a savepoint, which is released
    /// when the part returns and rolled back to when it throws. The transaction goes on in either case,
    /// when the work catches what was thrown. Two round trips more; parts may have parts of their own.
    ///
    /// @param part is given this transaction; does not run again by itself
    /// @return what the part returned, null included
    /// @throws DatabaseException also when the part caught the failure of a statement and returned: what
    ///                           it did is undone then
    /// @throws RuntimeException  what the part threw; what it did is undone then
    public <T extends @Nullable Object> T savepoint(Work<T> part) {
        var savepoint = step(() -> entry.physical().setSavepoint());
        var failedBefore = failure;
        int registeredBefore = unit.registered();
        failure = null;
        boolean kept = false;
        try {
            var result = part.run(this);
            var swallowed = failure;
            if (swallowed != null) throw undone(swallowed);
            release(savepoint);
            kept = true;
            return result;
        } finally {
            if (!kept) undo(savepoint, registeredBefore);
            failure = failedBefore;
        }
    }

    /// [#savepoint] without a result.
    ///
    /// @throws DatabaseException as [#savepoint]
    /// @throws RuntimeException  what the part threw; what it did is undone then
    public void useSavepoint(Consumer<? super Transaction> part) {
        this.<@Nullable Void>savepoint(Tidepool.withoutResult(part));
    }

    /// Registers an action that runs once the transaction has committed: on this thread, after its connection
    /// has been released and before the call that ran the work returns or throws. Actions run in the order in
    /// which they were registered, and may use this database again, in transactions of their own.
    ///
    /// No action of a transaction that is rolled back runs, nor one of an attempt that the server undid (the
    /// next attempt registers its own), nor one that a part in a [#savepoint] registered before it was rolled
    /// back. When the outcome of COMMIT is unknown the actions run, too: so an action reads from the database
    /// what was committed, and does not assume it. When the process ends between COMMIT and the action, the
    /// action does not run.
    ///
    /// The caller waits for the action, which has what is left of the caller's [Deadline]. What it throws is
    /// logged and reaches nobody: the transaction stays committed, and the next action runs. Does not block and
    /// sends nothing.
    ///
    /// @throws IllegalStateException when the transaction has ended
    public void afterCommit(Runnable action) {
        requireRunning();
        unit.afterCommit(action);
    }

    private static DatabaseException undone(DatabaseException swallowed) {
        return new DatabaseException(
                new DatabaseFailure.Rejected(
                        "What was done since the savepoint was undone: a statement had failed, and the part went on: "
                                + swallowed.failure().message(),
                        "",
                        ""),
                swallowed);
    }

    private void undo(Savepoint savepoint, int registeredBefore) {
        scope.rollbackTo(savepoint);
        unit.keepFirst(registeredBefore);
    }

    private void release(Savepoint savepoint) {
        step(() -> {
            entry.physical().releaseSavepoint(savepoint);
            return true;
        });
    }

    /// From here on every method throws: the connection is about to serve another caller.
    void end() {
        ended = true;
    }

    /// Of the first statement that failed, at the server or on its way: then nothing is committed. Null
    /// where none did.
    @Nullable
    DatabaseException failure() {
        return failure;
    }

    private void requireRunning() {
        if (ended) throw new IllegalStateException("The transaction has ended: its work has returned or thrown");
    }

    private <T> T step(Statements.Step<T> step) {
        requireRunning();
        try {
            entry.waits(statements.limits().socket(), Position.BEFORE_COMMIT);
            return step.run();
        } catch (SQLException e) {
            var failed = entry.failed(e, Position.BEFORE_COMMIT);
            if (failure == null) failure = failed;
            throw failed;
        } finally {
            entry.answered();
        }
    }
}
