package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.FailureClassifier.Position;
import com.hiremebahamas.tidepool.guard.PoolerGuard;
import com.hiremebahamas.tidepool.guard.SessionVerifier;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Access to one PostgreSQL database, behind a transaction pooler or not, that may be unavailable at any time.
///
/// Lazy: it connects when it is first used. Unused, it sends nothing, and closes its connections after a minute.
/// Safe on any thread; methods that use the database block at most for what is left of the caller's [Deadline] and
/// the limits of [PoolSettings], and throw [DatabaseException] when the database is the reason. A statement whose
/// effect would outlive its transaction is refused with an `IllegalArgumentException` that names the remedy.
public final class Tidepool implements Sql, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tidepool.class);

    /// Before what is the matter with it.
    private static final String OF_URL = "The URL of the database ";

    private final DatabaseUrl url;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final TimeSource time;
    private final @Nullable SessionVerifier verifier;
    private final PoolerGuard guard;
    private final Statements statements;
    private final Retry retry;
    private final DataSource dataSource;
    private final DataSource sessionDataSource;

    /// Bound while a unit of work runs on the thread.
    private final ScopedValue<Transaction> running = ScopedValue.newInstance();

    private volatile @Nullable Pool pool;
    private volatile boolean closed;

    Tidepool(DatabaseUrl url, PoolSettings settings, TidepoolListener listener, TimeSource time) {
        this.url = url;
        this.settings = settings;
        this.listener = new JfrListener(listener, url.toString());
        this.time = time;
        this.verifier = settings.verification() ? new SessionVerifier() : null;
        this.guard = new PoolerGuard(verifier);
        this.statements = new Statements(guard, settings.statementTimeout(), this.listener);
        this.retry = new Retry(this.listener, time);
        this.dataSource = new TidepoolDataSource(
                () -> outsideTransactions(this::acquire), guard, settings.statementTimeout(), this.listener);
        this.sessionDataSource = new TidepoolDataSource(
                () -> outsideTransactions(() -> pool().acquire()), null, settings.statementTimeout(), this.listener);
    }

    /// Makes a Tidepool. No I/O, no name look-up, no thread; does not block, and throws for no URL, not even one
    /// that cannot be used: its calls do.
    public static Tidepool of(DatabaseUrl url, PoolSettings settings) {
        return of(url, settings, TidepoolListener.NONE);
    }

    /// Makes a Tidepool that reports to a listener. Otherwise as [#of(DatabaseUrl, PoolSettings)].
    public static Tidepool of(DatabaseUrl url, PoolSettings settings, TidepoolListener listener) {
        return new Tidepool(url, settings, listener, TimeSource.SYSTEM);
    }

    /// Single connections past any pool, for migrations and operators' commands: no guard, no limit on a statement,
    /// no circuit breaker. Over a direct URL they may do whatever a session may. Does not block; each
    /// `getConnection()` blocks while it connects, throws the driver's `SQLException`, and its caller closes the
    /// connection. Safe on any thread.
    ///
    /// @param connectTimeout for reaching the server, TLS and sign-in together; whole seconds, at least one
    public static DataSource unpooled(DatabaseUrl.Valid url, Duration connectTimeout) {
        return new UnpooledDataSource(url, connectTimeout);
    }

    /// Runs work in one read-only transaction. When the server undid it, the work runs again from the start, three
    /// times in all. Blocks until the work is done.
    ///
    /// @return what the work returned, null included
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw
    public <T extends @Nullable Object> T read(Transaction.Work<T> work) {
        return inTransaction(work, true, null);
    }

    /// [#read(Transaction.Work)] in a transaction of this level, which costs a round trip more.
    ///
    /// @return what the work returned, null included
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw
    public <T extends @Nullable Object> T read(IsolationLevel level, Transaction.Work<T> work) {
        return inTransaction(work, true, level);
    }

    /// Runs work in one transaction: committed when the work returns, rolled back when it throws. When the
    /// server undid it, the work runs again from the start, three times in all; never when it may have
    /// been committed. Blocks until the transaction has ended.
    ///
    /// @return what the work returned, null included
    /// @throws DatabaseException        when the database is the reason; [DatabaseFailure.Unknown] when
    ///                                  COMMIT may have been applied; [DatabaseFailure.Rejected] also when
    ///                                  the work caught the failure of a statement and returned: nothing
    ///                                  is committed then
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw; nothing was committed then
    public <T extends @Nullable Object> T write(Transaction.Work<T> work) {
        return inTransaction(work, false, null);
    }

    /// [#write(Transaction.Work)] in a transaction of this level, which costs a round trip more. What the
    /// server undoes because it does not fit other transactions runs again from the start, three times in
    /// all.
    ///
    /// @return what the work returned, null included
    /// @throws DatabaseException        when the database is the reason; [DatabaseFailure.Undone] when the
    ///                                  third attempt did not fit either
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw; nothing was committed then
    public <T extends @Nullable Object> T write(IsolationLevel level, Transaction.Work<T> work) {
        return inTransaction(work, false, level);
    }

    /// [#write(Transaction.Work)] without a result: blocks and runs again as it does.
    ///
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw; nothing was committed then
    public void useTransaction(Consumer<? super Transaction> work) {
        this.<@Nullable Void>write(withoutResult(work));
    }

    /// [#read(Transaction.Work)] without a result: blocks and runs again as it does.
    ///
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids a statement or an argument cannot be passed
    /// @throws IllegalStateException    when this Tidepool is closed, or within the work of one of its
    ///                                  transactions
    /// @throws RuntimeException         what the work threw
    public void useReadOnlyTransaction(Consumer<? super Transaction> work) {
        this.<@Nullable Void>read(withoutResult(work));
    }

    @Override
    public <T extends @Nullable Object> List<T> list(
            String sql, RowReader<? extends T> reader, @Nullable Object... arguments) {
        return guard.isRead(sql)
                ? run(Position.READING, entry -> statements.list(entry.physical(), sql, reader, arguments))
                : write(transaction -> transaction.list(sql, reader, arguments));
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
        return guard.isRead(sql)
                ? only(this.<@Nullable T>list(sql, reader, arguments), sql)
                : write(transaction -> transaction.one(sql, reader, arguments));
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        return run(Position.COMMITTING, entry -> statements.update(entry.physical(), sql, arguments));
    }

    /// The same connections, guard and limits for code that wants a `javax.sql.DataSource`; one object for
    /// the life of the Tidepool, as libraries expect that find the connection of a transaction by it. Does
    /// not block; safe on any thread.
    ///
    /// Its `getConnection()` blocks as the methods of [Sql] do and throws `SQLException`: of state `08001`
    /// with the [DatabaseException] as its cause when no connection could be had, of state `08003` when
    /// this Tidepool is closed, of state `25001` within the work of one of its transactions. On the
    /// connection, a statement that a pooler forbids is an `SQLException` of state `0A000` that names the
    /// remedy. Closing the connection rolls back what was not committed, and nothing that was set on it
    /// reaches the next borrower.
    ///
    /// `setTransactionIsolation` counts for the borrower's transactions until it is set back: each begins with
    /// `SET TRANSACTION`, a round trip more. A statement outside a transaction has the level of the session.
    /// `setClientInfo` has no effect and adds a warning.
    public DataSource dataSource() {
        return dataSource;
    }

    /// Connections of the same pool with a session of their own, for what outlives a transaction:
    /// `LISTEN`, session locks, settings, temporary tables. No guard checks their statements, the limits
    /// hold. Does not block; safe on any thread.
    ///
    /// Its `getConnection()` blocks as that of [#dataSource()], for one query more, and throws the same;
    /// behind a pooler, which gives no client a session of its own, an `SQLException` of state `0A000`
    /// that names the remedy. Each is one of the pool's connections while it is open, so close it soon or
    /// have one more in [PoolSettings]. Closing it closes its session, and with it all that was set there.
    public DataSource sessionDataSource() {
        return sessionDataSource;
    }

    /// What is known of the database. No I/O, does not block; never null; safe on any thread, also after
    /// [#close()].
    public DatabaseState state() {
        var current = pool;
        return switch (url) {
            case DatabaseUrl.NotConfigured _ -> new DatabaseState.NotConfigured();
            case DatabaseUrl.Invalid(var problem) -> new DatabaseState.Misconfigured(OF_URL + problem, null);
            case DatabaseUrl.Valid _ -> current == null ? new DatabaseState.Idle() : current.state();
        };
    }

    /// The pool's numbers. No I/O, does not block; safe on any thread, also after [#close()].
    public PoolStats poolStats() {
        var current = pool;
        return current == null ? new PoolStats(0, 0, 0, settings.maxSize()) : current.stats();
    }

    /// Waits for running work, for what is left of the caller's [Deadline] and 8 s at most, and closes every
    /// connection; closing one that is still in use ends the work on it. A second call does nothing. Later
    /// statements and transactions throw `IllegalStateException`, and `getConnection()` of the [#dataSource()]
    /// an `SQLException`. Throws nothing: a connection that cannot be closed is logged, and an interrupt ends
    /// the wait, with the interrupt flag set again.
    @Override
    public synchronized void close() {
        var current = closed ? null : pool;
        closed = true;
        if (current == null) return;
        var open = current.stats();
        try {
            current.close(!running.isBound());
            log.info("Database connections closed: {}, at {}", open.active() + open.idle(), url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("A connection could not be closed", e);
        }
    }

    static <T> Optional<T> only(List<@Nullable T> rows, String sql) {
        if (rows.size() > 1) throw new IllegalStateException("More than one row: " + sql);
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst());
    }

    static Transaction.Work<@Nullable Void> withoutResult(Consumer<? super Transaction> work) {
        return transaction -> {
            work.accept(transaction);
            return null;
        };
    }

    private interface StatementCall<T extends @Nullable Object> {
        T run(PoolEntry entry) throws SQLException;
    }

    private <T extends @Nullable Object> T run(Position position, StatementCall<T> statement) {
        refuseNested();
        var unit = new UnitOfWork(url);
        return unit.run(() -> retry.run(() -> {
            try (var entry = acquire()) {
                unit.begin();
                return run(position, statement, entry);
            }
        }));
    }

    private <T extends @Nullable Object> T run(Position position, StatementCall<T> statement, PoolEntry entry) {
        try {
            entry.waits(statements.limits().socket(), position);
            return statement.run(entry);
        } catch (SQLException e) {
            throw entry.failed(e, position);
        } finally {
            entry.answered();
        }
    }

    private <T extends @Nullable Object> T inTransaction(
            Transaction.Work<T> work, boolean readOnly, @Nullable IsolationLevel level) {
        refuseNested();
        var unit = new UnitOfWork(url);
        return unit.run(() -> retry.run(() -> {
            try (var entry = acquire();
                    var scope = TransactionScope.on(entry, readOnly)) {
                unit.begin();
                var transaction = new Transaction(scope, entry, statements, unit);
                if (level != null) transaction.update(level.statement());
                var result = run(work, transaction);
                commit(scope, transaction, unit);
                return result;
            }
        }));
    }

    private void commit(TransactionScope scope, Transaction transaction, UnitOfWork unit) {
        try {
            scope.commit(transaction.failure(), statements.limits().socket());
            unit.committed();
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Unknown) unit.committed();
            throw e;
        }
    }

    /// A second connection would see none of the transaction's changes, and threads that each have one and
    /// wait for another would wait for each other.
    private void refuseNested() {
        if (running.isBound())
            throw new IllegalStateException("A transaction is running on this thread: use the Transaction that its "
                    + "work was given, which is this database too");
    }

    private PoolEntry outsideTransactions(Supplier<PoolEntry> entries) {
        refuseNested();
        return entries.get();
    }

    private <T extends @Nullable Object> T run(Transaction.Work<T> work, Transaction transaction) {
        try {
            return ScopedValue.where(running, transaction).call(() -> work.run(transaction));
        } finally {
            transaction.end();
        }
    }

    private PoolEntry acquire() {
        var entry = pool().acquire();
        if (verifier == null) return entry;
        try {
            entry.verifyWith(verifier);
            return entry;
        } catch (SQLException e) {
            var failure = entry.failed(e, Position.BEFORE_COMMIT);
            entry.markBroken();
            entry.close();
            throw failure;
        }
    }

    private Pool pool() {
        // Without the monitor, which is held while running work is waited for.
        if (closed) throw new ClosedException();
        var current = pool;
        return current == null ? create() : current;
    }

    /// Creates the pool once, whichever thread is first; when that fails, the next caller tries again.
    private synchronized Pool create() {
        if (closed) throw new ClosedException();
        var current = pool;
        if (current != null) return current;
        return switch (url) {
            case DatabaseUrl.NotConfigured _ ->
                throw refused(new DatabaseFailure.NotConfigured("No database is configured"));
            case DatabaseUrl.Invalid(var problem) -> throw refused(new DatabaseFailure.Misconfigured(OF_URL + problem));
            case DatabaseUrl.Valid valid -> create(valid);
        };
    }

    private Pool create(DatabaseUrl.Valid valid) {
        var limits = settings.withConnectTimeoutOf(valid);
        var created = new Pool(valid, limits, listener, time);
        pool = created;
        return created;
    }

    private static DatabaseException refused(DatabaseFailure failure) {
        return new DatabaseException(failure, null);
    }
}
