package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine: a way to a Postgres that comes and goes.
///
/// Lazy: it connects when it is first used, and not before. Quiet: unused, it sends nothing and after a while holds
/// nothing. Safe on any thread; all methods block at most for what is left of the caller's [Deadline] and the limits of
/// [PoolSettings], and throw [DatabaseException] when the database is the reason. Behind a transaction pooler, what
/// would outlive its transaction is refused with an `IllegalArgumentException` that names the remedy.
public final class Tidepool implements Sql, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tidepool.class);

    private final DatabaseUrl url;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final Surroundings surroundings;
    private final Statements statements;
    private final Retry retry;
    private volatile @Nullable Pool pool;
    private volatile boolean closed;

    Tidepool(DatabaseUrl url, PoolSettings settings, TidepoolListener listener, Surroundings surroundings) {
        this.url = url;
        this.settings = settings;
        this.listener = new Flight(listener);
        this.surroundings = surroundings;
        this.statements = new Statements(new PoolerGuard(), settings.statement(), this.listener);
        this.retry = new Retry(this.listener, surroundings);
    }

    /// Makes an engine. No I/O, no name look-up, no thread; never throws because of the database.
    public static Tidepool of(DatabaseUrl url, PoolSettings settings) {
        return of(url, settings, TidepoolListener.NONE);
    }

    /// Makes an engine that tells a listener what it does.
    public static Tidepool of(DatabaseUrl url, PoolSettings settings, TidepoolListener listener) {
        return new Tidepool(url, settings, listener, Surroundings.REAL);
    }

    /// Single connections past any pool, for migrations and operators' commands: no guard, no limit on a statement, no
    /// trial before. Over a direct URL they may do whatever a session may.
    ///
    /// @param patience for reaching the server, TLS and sign-in together; whole seconds
    public static DataSource unpooled(DatabaseUrl.Valid url, Duration patience) {
        return new UnpooledDataSource(url, patience);
    }

    /// A unit of work in one read-only transaction. Runs again from the start, three times at most, when the server
    /// undid it.
    public <T extends @Nullable Object> T read(Transaction.Work<T> work) {
        return retry.run(() -> unit(work, true));
    }

    /// A unit of work in one transaction: committed when the work returns, rolled back when it throws. Runs again from
    /// the start, three times at most, when the server undid it; never when it may have been committed.
    public <T extends @Nullable Object> T write(Transaction.Work<T> work) {
        return retry.run(() -> unit(work, false));
    }

    @Override
    public <T extends @Nullable Object> List<T> list(
            String sql, RowReader<? extends T> reader, @Nullable Object... arguments) {
        return retry.run(() -> {
            try (var lease = pool().borrow()) {
                try {
                    lease.limitSocket(statements.limits().socket());
                    return statements.list(lease.physical(), sql, reader, arguments);
                } catch (SQLException e) {
                    throw lease.failed(e, false);
                }
            }
        });
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
        return only(this.<@Nullable T>list(sql, reader, arguments), sql);
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        return retry.run(() -> {
            try (var lease = pool().borrow()) {
                try {
                    lease.limitSocket(statements.limits().socket());
                    return statements.update(lease.physical(), sql, arguments);
                } catch (SQLException e) {
                    throw lease.failed(e, false);
                }
            }
        });
    }

    /// The same connections, guard and limits for code that wants a `javax.sql.DataSource`. Nothing connects before it
    /// is asked to; what is refused here too is an `SQLException` of state `0A000`.
    public DataSource dataSource() {
        return new TidepoolDataSource(() -> pool().borrow(), settings.statement());
    }

    /// What real use last showed. No I/O.
    public DatabaseState state() {
        var made = pool;
        return switch (url) {
            case DatabaseUrl.NotConfigured _ -> new DatabaseState.NotConfigured();
            case DatabaseUrl.Invalid(var problem) -> new DatabaseState.Misconfigured(problem);
            case DatabaseUrl.Valid _ -> made == null ? new DatabaseState.Idle() : made.state();
        };
    }

    /// The pool at a glance. No I/O.
    public PoolFigures pooled() {
        var made = pool;
        return made == null ? new PoolFigures(0, 0, 0, settings.most()) : made.figures();
    }

    /// Closes every connection. A second call does nothing; whatever is asked afterwards is refused.
    @Override
    public synchronized void close() {
        closed = true;
        var made = pool;
        if (made == null) return;
        try {
            made.close();
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

    private <T extends @Nullable Object> T unit(Transaction.Work<T> work, boolean readOnly) {
        try (var lease = pool().borrow();
                var begun = Begun.on(lease, readOnly)) {
            return done(work, lease, begun);
        }
    }

    private <T extends @Nullable Object> T done(Transaction.Work<T> work, Lease lease, Begun begun) {
        try {
            var result = work.run(new Transaction(lease, statements));
            begun.commit(statements.limits().socket());
            return result;
        } catch (DatabaseException e) {
            log.info("A unit of work failed: {}", e.failure());
            throw e;
        } catch (RuntimeException e) {
            // Its message may hold what people typed.
            log.info("A unit of work was rolled back: {}", e.getClass().getName());
            throw e;
        }
    }

    private Pool pool() {
        var made = pool;
        return made == null || closed ? create() : made;
    }

    /// One engine however many threads ask; when making it fails, the next caller tries again.
    private synchronized Pool create() {
        if (closed) throw new IllegalStateException("This Tidepool is closed");
        var made = pool;
        if (made != null) return made;
        return switch (url) {
            case DatabaseUrl.NotConfigured _ ->
                throw refused(new DatabaseFailure.NotConfigured("No database is configured"));
            case DatabaseUrl.Invalid(var problem) -> throw refused(new DatabaseFailure.Misconfigured(problem));
            case DatabaseUrl.Valid valid -> create(valid);
        };
    }

    private Pool create(DatabaseUrl.Valid valid) {
        var limits = settings.connectingAs(valid);
        var made = new Pool(new Connector(valid, limits, listener), limits, listener, surroundings);
        pool = made;
        return made;
    }

    private static DatabaseException refused(DatabaseFailure failure) {
        return new DatabaseException(failure, null);
    }
}
