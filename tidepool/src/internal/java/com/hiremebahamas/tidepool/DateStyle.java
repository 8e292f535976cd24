package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// The start-up parameter that costs a round trip before every transaction behind a PgBouncer older than 1.20.
///
/// The driver sends `ISO`, the server reports `ISO, MDY`, and such a pooler sends a `SET` for the supposed
/// difference each time it assigns a server connection to this client: the rate of single statements fell by a
/// third on one machine, and by half where the pooler is far from its server. Once the client has set the full
/// name, the pooler finds no difference. (pgbouncer issue 776.)
final class DateStyle {

    private DateStyle() {}

    /// Sets the full name on a new connection, in some round trips; nothing where the server has reported it
    /// already.
    static void setFullName(Connection connection) throws SQLException {
        if (!"ISO".equals(connection.unwrap(PGConnection.class).getParameterStatus("DateStyle"))) return;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var current = current(statement);
            // Only a change is reported, and only then does the pooler learn the name; in one transaction, so that
            // all of it meets one server, which ends as it was.
            statement.execute("set datestyle to '" + (current.endsWith("YMD") ? "ISO, MDY" : "ISO, YMD") + "'");
            statement.execute("set datestyle to '" + current + "'");
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private static String current(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("show datestyle")) {
            row.next();
            var current = row.getString(1);
            if (current.matches("ISO, (MDY|DMY|YMD)")) return current;
            throw new SQLException("The server's DateStyle is not the one asked for: " + current, "08P01");
        }
    }
}
