package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.guard.PoolerGuard;
import com.hiremebahamas.tidepool.guard.StatementKind;
import com.hiremebahamas.tidepool.text.CopyWriter;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgStatement;

/// Runs statements on a connection, guarded and bounded.
final class Statements {

    /// Rows of a large result or a batch in memory at a time: some 100 kB of ordinary rows.
    private static final int ROWS_AT_A_TIME = 500;

    /// The protocol counts them in 16 bits. (PostgreSQL, "Message Formats", Bind.)
    private static final int MOST_ARGUMENTS = 65_535;

    private final PoolerGuard guard;
    private final Duration statementTimeout;
    private final TidepoolListener listener;

    Statements(PoolerGuard guard, Duration statementTimeout, TidepoolListener listener) {
        this.guard = guard;
        this.statementTimeout = statementTimeout;
        this.listener = listener;
    }

    <T extends @Nullable Object> List<T> list(
            PgConnection connection, String sql, Sql.RowReader<? extends T> reader, @Nullable Object... arguments)
            throws SQLException {
        return observed(sql, () -> {
            try (var statement = prepare(connection, sql, arguments);
                    var row = statement.executeQuery()) {
                return read(row, reader);
            }
        });
    }

    private static <T extends @Nullable Object> List<T> read(ResultSet row, Sql.RowReader<? extends T> reader)
            throws SQLException {
        var rows = new ArrayList<T>();
        while (row.next()) rows.add(reader.read(row));
        return rows;
    }

    /// Inside a transaction only: elsewhere the driver reads everything before the first row.
    <T extends @Nullable Object> long each(
            PgConnection connection,
            String sql,
            Sql.RowReader<? extends T> reader,
            Consumer<? super T> use,
            @Nullable Object... arguments)
            throws SQLException {
        return observed(sql, () -> {
            try (var statement = prepare(connection, sql, arguments)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                try (var row = statement.executeQuery()) {
                    long rows = 0;
                    for (; row.next(); rows++) use.accept(reader.read(row));
                    return rows;
                }
            }
        });
    }

    int update(PgConnection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return observed(sql, () -> {
            try (var statement = prepare(connection, sql, arguments)) {
                boolean isRows = statement.execute();
                return changed(statement, isRows, guard.kinds(sql));
            }
        });
    }

    /// How many rows were changed: the driver has no count for a statement that returns the rows, nor for `call`.
    private static int changed(PreparedStatement statement, boolean isRows, List<StatementKind> kinds)
            throws SQLException {
        int changed = 0;
        boolean isResult = isRows;
        for (int i = 0; isResult || statement.getUpdateCount() >= 0; i++) {
            if (!isResult) changed += statement.getUpdateCount();
            else if (i < kinds.size() && kinds.get(i) == StatementKind.RETURNING)
                changed += rows(statement.getResultSet());
            isResult = statement.getMoreResults();
        }
        return changed;
    }

    private static int rows(ResultSet row) throws SQLException {
        int rows = 0;
        while (row.next()) rows++;
        return rows;
    }

    long batch(PgConnection connection, String sql, Iterable<? extends List<?>> rows) throws SQLException {
        return inParts(connection, sql, rows, statement -> List.of(send(statement))).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    <T extends @Nullable Object> List<T> batch(
            PgConnection connection, String sql, Sql.RowReader<? extends T> reader, Iterable<? extends List<?>> rows)
            throws SQLException {
        if (!guard.check(sql).equals(List.of(StatementKind.RETURNING))) {
            throw new IllegalArgumentException("A batch that is read is one insert, update, delete or merge with a "
                    + "returning clause: " + sql.strip());
        }
        return inParts(connection, sql, rows, statement -> {
            send(statement);
            try (var row = statement.getGeneratedKeys()) {
                return read(row, reader);
            }
        });
    }

    private interface Part<T extends @Nullable Object> {
        List<T> send(PreparedStatement batch) throws SQLException;
    }

    private <T extends @Nullable Object> List<T> inParts(
            PgConnection connection, String sql, Iterable<? extends List<?>> rows, Part<T> part) throws SQLException {
        return observed(sql, () -> {
            int placeholders = placeholders(connection, sql);
            try (var statement = prepareBatch(connection, sql)) {
                var results = new ArrayList<T>();
                int unsent = 0;
                for (var row : rows) {
                    Arguments.bindAll(connection, statement, placeholders, row.toArray());
                    statement.addBatch();
                    if (++unsent % ROWS_AT_A_TIME == 0) results.addAll(part.send(statement));
                }
                results.addAll(part.send(statement));
                return results;
            }
        });
    }

    /// The driver counts and keeps the rows of a batch only as generated keys.
    private PreparedStatement prepareBatch(PgConnection connection, String sql) throws SQLException {
        boolean returns = guard.kinds(sql).contains(StatementKind.RETURNING);
        return prepareUnbound(connection, sql, returns ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS);
    }

    long copy(PgConnection connection, String into, Iterable<? extends List<?>> rows) throws SQLException {
        var sql = "copy " + into + " from stdin";
        guard.check(sql, connection);
        limits();
        return observed(sql, () -> CopyWriter.of(connection, sql, rows, Arguments::texts));
    }

    /// Work with the driver.
    interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T observed(String sql, Step<T> step) throws SQLException {
        long start = System.nanoTime();
        try {
            return step.run();
        } catch (SQLException e) {
            if (FailureClassifier.isOverTime(e))
                listener.statementTimedOut(sql, Duration.ofNanos(System.nanoTime() - start));
            throw e;
        } finally {
            listener.statementExecuted(sql, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// The limits of one statement that begins now.
    ///
    /// @throws DatabaseException when the caller's deadline has passed or the thread is interrupted; nothing is
    ///                           sent then
    StatementLimits limits() {
        if (Thread.currentThread().isInterrupted())
            throw new DatabaseException(
                    new DatabaseFailure.NotReady(
                            "The thread was interrupted before the statement, or COMMIT, was sent"),
                    null);
        var limits = StatementLimits.now(statementTimeout);
        if (!limits.isOver()) return limits;
        throw new DatabaseException(new DatabaseFailure.TimedOut("The caller's deadline passed"), null);
    }

    private PreparedStatement prepare(PgConnection connection, String sql, @Nullable Object @Nullable ... arguments)
            throws SQLException {
        int placeholders = placeholders(connection, sql);
        var statement = prepareUnbound(connection, sql, Statement.NO_GENERATED_KEYS);
        try {
            // Java passes a lone null as no array at all.
            var all = arguments == null ? new @Nullable Object[1] : arguments;
            Arguments.bindAll(connection, statement, placeholders, all);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /// Without its arguments.
    ///
    /// @param keys as of `Connection.prepareStatement`
    private PreparedStatement prepareUnbound(PgConnection connection, String sql, int keys) throws SQLException {
        long millis = Math.max(1, limits().statement().toMillis());
        var statement = connection.prepareStatement(sql, keys).unwrap(PgStatement.class);
        statement.setQueryTimeoutMs(millis);
        return (PreparedStatement) statement;
    }

    /// How many `?` an allowed statement has, as the driver counts them. To be called before the statement is
    /// prepared, which takes it out of the driver's cache of parsed statements.
    ///
    /// The driver itself takes a missing argument of a batch from the row before.
    private int placeholders(PgConnection connection, String sql) throws SQLException {
        guard.check(sql, connection);
        var executor = connection.getQueryExecutor();
        var parsed = executor.borrowQuery(sql);
        int count = parsed.query.createParameterList().getParameterCount();
        executor.releaseQuery(parsed);
        if (count <= MOST_ARGUMENTS) return count;
        throw new IllegalArgumentException("The statement has " + count + " placeholders (?), and PostgreSQL takes "
                + MOST_ARGUMENTS + " at most: pass a collection as one array");
    }

    /// The driver wraps the server's error, which names the constraint that was violated.
    private static long send(PreparedStatement batch) throws SQLException {
        try {
            return Arrays.stream(batch.executeBatch()).asLongStream().sum();
        } catch (BatchUpdateException e) {
            throw e.getCause() instanceof SQLException cause ? cause : e;
        }
    }
}
