package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// The one start-up parameter that costs a round trip before every transaction behind a PgBouncer older than 1.20.
///
/// The driver asks for `ISO`, the server says `ISO, MDY`, and such a pooler sets what it takes for a difference each
/// time it lends a server's connection to this client: the rate of single statements fell by a third on one
/// machine, and by half where the pooler is far from its server. Told the whole name once, it finds them equal.
/// (pgbouncer issue 776.)
final class DateStyle {

    private DateStyle() {}

    /// Does nothing unless the name that was reported is the driver's own; else some round trips, on a new connection.
    static void nameInFull(Connection connection) throws SQLException {
        if (!"ISO".equals(connection.unwrap(PGConnection.class).getParameterStatus("DateStyle"))) return;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var own = own(statement);
            // Only a change is reported, and only then does the pooler learn the name; in one transaction, so that all
            // of it meets one server, which ends as it was.
            statement.execute("set datestyle to '" + (own.endsWith("YMD") ? "ISO, MDY" : "ISO, YMD") + "'");
            statement.execute("set datestyle to '" + own + "'");
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private static String own(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("show datestyle")) {
            row.next();
            var own = row.getString(1);
            if (own.matches("ISO, (MDY|DMY|YMD)")) return own;
            throw new SQLException("The server's DateStyle is not the one asked for: " + own, "08P01");
        }
    }
}
