package com.hiremebahamas.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Queries about the server itself. Each is a statement of its own, so that a transaction pooler may run each over
/// another server connection.
final class ServerStore {

    private final Connection connection;

    ServerStore(Connection connection) {
        this.connection = connection;
    }

    String version() throws SQLException {
        return text("select current_setting('server_version')");
    }

    /// The process id of the backend that runs the query; behind a pooler another one than the startup message named.
    int backendPid() throws SQLException {
        return Integer.parseInt(text("select pg_backend_pid()"));
    }

    /// Leaves the transaction open; the caller closes the connection.
    int backendPidInTransaction() throws SQLException {
        connection.setAutoCommit(false);
        return backendPid();
    }

    void ping() throws SQLException {
        text("select 1");
    }

    private String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
