package com.hiremebahamas.tidepool.wire;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// Whether a pooler supports named statements. One that does gives them names of its own at the server,
/// because two clients may have chosen the same name; one that does not passes the driver's names on,
/// which belong to a server connection that may be another client's by the next statement. No version and
/// no setting has to be known.
public final class NamedStatements {

    /// Finds itself among the named statements of the server connection.
    private static final String ITSELF = """
            /* tidepool */ select name from pg_prepared_statements
            where statement like '/* tidepool */%' and name ~ '^S_[0-9]+$'
            """;

    /// "Duplicate prepared statement": an earlier client has left the name there.
    private static final String EXISTS = "42P05";

    private NamedStatements() {}

    /// Checks a new connection, in two round trips; leaves no name behind at the server that another
    /// client could use.
    ///
    /// @throws SQLException of state 0A000, naming the remedy, when the pooler does not support named statements
    public static void requireSupported(Connection connection) throws SQLException {
        var name = passedOn(connection);
        if (name != null)
            throw new SQLException(
                    "This pooler does not support named statements: set max_prepared_statements at a PgBouncer of 1.21 "
                            + "or later, or do without PoolSettings.withNamedStatements()",
                    "0A000");
    }

    /// The driver's name of a statement, where the server knows it by that; null where it does not.
    private static @Nullable String passedOn(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        var name = readName(connection);
        connection.rollback();
        connection.setAutoCommit(true);
        return name;
    }

    private static @Nullable String readName(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ITSELF)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            try (var row = statement.executeQuery()) {
                var name = row.next() ? row.getString(1) : null;
                if (name != null) forget(connection, name);
                return name;
            }
        } catch (SQLException e) {
            if (EXISTS.equals(e.getSQLState())) return EXISTS;
            throw e;
        }
    }

    /// In the same transaction, and so at the same server connection.
    private static void forget(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("deallocate \"" + name + "\"");
        }
    }
}
