package com.hiremebahamas.tidepool;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgStatement;

/// Runs statements on a connection, guarded and bounded.
final class Statements {

    /// What is held in memory of a large result or a batch: some 100 kB of ordinary rows.
    private static final int ROWS_AT_A_TIME = 500;

    private final PoolerGuard guard;
    private final Duration longest;
    private final TidepoolListener listener;

    Statements(PoolerGuard guard, Duration longest, TidepoolListener listener) {
        this.guard = guard;
        this.longest = longest;
        this.listener = listener;
    }

    <T> List<T> list(Connection connection, String sql, Sql.RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return told(sql, () -> {
            try (var statement = prepare(connection, sql, arguments);
                    var row = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (row.next()) rows.add(reader.read(row));
                return rows;
            }
        });
    }

    /// Inside a transaction only: elsewhere the driver reads everything before the first row.
    <T> long each(
            Connection connection,
            String sql,
            Sql.RowReader<T> reader,
            Consumer<? super T> use,
            @Nullable Object... arguments)
            throws SQLException {
        return told(sql, () -> {
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

    int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return told(sql, () -> {
            try (var statement = prepare(connection, sql, arguments)) {
                return statement.executeUpdate();
            }
        });
    }

    long batch(Connection connection, String sql, Iterable<? extends List<?>> rows) throws SQLException {
        return told(sql, () -> {
            try (var statement = prepare(connection, sql)) {
                long changed = 0;
                int waiting = 0;
                for (var row : rows) {
                    bindAll(connection, statement, row.toArray());
                    statement.addBatch();
                    if (++waiting % ROWS_AT_A_TIME == 0) changed += sent(statement);
                }
                return changed + sent(statement);
            }
        });
    }

    long copy(PgConnection connection, String into, Iterable<? extends List<?>> rows) throws SQLException {
        var sql = "copy " + into + " from stdin";
        guard.check(sql);
        limits();
        return told(sql, () -> Copy.of(connection, sql, rows));
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T told(String sql, Step<T> step) throws SQLException {
        long start = System.nanoTime();
        try {
            return step.run();
        } catch (SQLException e) {
            if (Failures.isOverTime(e)) listener.overran(sql, Duration.ofNanos(System.nanoTime() - start));
            throw e;
        } finally {
            listener.ran(sql, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// What one statement may take now: the pool's limit, or a share of what is left of the caller's deadline.
    ///
    /// @throws DatabaseException when nothing is left: then nothing is sent
    Limits limits() {
        var limits = Limits.now(longest);
        if (!limits.isOver()) return limits;
        throw new DatabaseException(new DatabaseFailure.TimedOut("The caller's deadline passed"), null);
    }

    private PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        guard.check(sql);
        long millis = Math.max(1, limits().statement().toMillis());
        var statement = connection.prepareStatement(sql);
        try {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(millis);
            bindAll(connection, statement, arguments);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bindAll(Connection connection, PreparedStatement statement, @Nullable Object... arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) bind(connection, statement, i + 1, arguments[i]);
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case Instant instant -> statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Json(var text) -> statement.setObject(at, text, Types.OTHER);
            case Enum<?> constant -> statement.setString(at, constant.name());
            case Collection<?> items ->
                statement.setArray(at, connection.createArrayOf(elementType(items), elements(items)));
            case null, default -> statement.setObject(at, argument);
        }
    }

    /// The driver knows arrays of bytes by the type of what holds them.
    private static Object[] elements(Collection<?> items) {
        boolean bytes = !items.isEmpty() && items.iterator().next() instanceof byte[];
        return bytes ? items.toArray(byte[][]::new) : items.toArray();
    }

    private static String elementType(Collection<?> items) {
        return switch (items.isEmpty() ? "" : items.iterator().next()) {
            case Long _ -> "bigint";
            case Integer _ -> "integer";
            case UUID _ -> "uuid";
            case byte[] _ -> "bytea";
            default -> "text";
        };
    }

    /// The driver wraps what the server said, and with it the constraint that refused.
    private static long sent(PreparedStatement batch) throws SQLException {
        try {
            return Arrays.stream(batch.executeBatch()).asLongStream().sum();
        } catch (BatchUpdateException e) {
            throw e.getCause() instanceof SQLException cause ? cause : e;
        }
    }
}
