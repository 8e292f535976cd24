package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one statement on a connection.
final class Statements {

    private Statements() {}

    static <T> List<T> list(Connection connection, String sql, Sql.RowReader<T> reader, @Nullable Object... arguments) {
        try (var statement = prepare(connection, sql, arguments);
                var row = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (row.next()) rows.add(reader.read(row));
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... arguments) {
        try (var statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) bind(connection, statement, i + 1, arguments[i]);
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case Instant instant -> statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Enum<?> constant -> statement.setString(at, constant.name());
            case Collection<?> items ->
                statement.setArray(
                        at,
                        connection.createArrayOf(
                                items.stream().anyMatch(Long.class::isInstance) ? "bigint" : "text", items.toArray()));
            case null, default -> statement.setObject(at, argument);
        }
    }

    static DatabaseException failed(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var constraint = e instanceof org.postgresql.util.PSQLException p
                        && p.getServerErrorMessage() != null
                        && p.getServerErrorMessage().getConstraint() != null
                ? p.getServerErrorMessage().getConstraint()
                : "";
        return new DatabaseException(
                state.startsWith("08") || state.isEmpty()
                        ? new DatabaseFailure.Unreachable("The database is unreachable")
                        : new DatabaseFailure.Rejected("The database refused: " + state, state, constraint),
                e);
    }
}
