package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgStatement;

/// Runs statements on a connection, guarded and bounded.
final class Statements {

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
        long start = System.nanoTime();
        try (var statement = prepare(connection, sql, arguments);
                var row = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (row.next()) rows.add(reader.read(row));
            return rows;
        } finally {
            listener.ran(sql, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        long start = System.nanoTime();
        try (var statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
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
            for (int i = 0; i < arguments.length; i++) bind(connection, statement, i + 1, arguments[i]);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case Instant instant -> statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Enum<?> constant -> statement.setString(at, constant.name());
            case Collection<?> items ->
                statement.setArray(at, connection.createArrayOf(elementType(items), items.toArray()));
            case null, default -> statement.setObject(at, argument);
        }
    }

    private static String elementType(Collection<?> items) {
        return switch (items.isEmpty() ? "" : items.iterator().next()) {
            case Long _ -> "bigint";
            case Integer _ -> "integer";
            case UUID _ -> "uuid";
            default -> "text";
        };
    }
}
