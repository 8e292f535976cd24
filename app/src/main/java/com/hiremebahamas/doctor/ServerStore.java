package com.hiremebahamas.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What is asked of a server once somebody is signed in. Each question is a statement of its own, so that a transaction
/// pooler may answer each over another connection.
final class ServerStore {

    private static final String NO_SUCH_TABLE = "42P01";

    private final Connection connection;

    ServerStore(Connection connection) {
        this.connection = connection;
    }

    String version() throws SQLException {
        return text("select current_setting('server_version')");
    }

    /// The process that answers, which behind a pooler is not the one that greeted.
    int process() throws SQLException {
        return Integer.parseInt(text("select pg_backend_pid()"));
    }

    /// Keeps the transaction open; whoever asks closes the connection.
    int processInTransaction() throws SQLException {
        connection.setAutoCommit(false);
        return process();
    }

    void nothing() throws SQLException {
        text("select 1");
    }

    /// The version of the last migration; empty for a database that was never migrated.
    String schema() throws SQLException {
        try {
            return text("""
                    select version
                      from flyway_schema_history
                     where success
                       and version is not null
                     order by installed_rank desc
                     limit 1
                    """);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) return "";
            throw e;
        }
    }

    private String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
