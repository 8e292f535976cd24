package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// For tests in which one borrower of a connection follows another.
final class OneConnection {

    static final PoolSettings SETTINGS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private OneConnection() {}

    /// The first column of the only row.
    static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static String process(Connection connection) throws SQLException {
        return value(connection, "select pg_backend_pid()");
    }
}
