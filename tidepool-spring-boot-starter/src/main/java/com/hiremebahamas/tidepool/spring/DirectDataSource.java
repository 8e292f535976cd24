package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Single connections past the pooler, for migrations. Where there is no such URL, each attempt says what to set.
final class DirectDataSource extends AbstractDataSource {

    private final DatabaseUrl url;
    private final Duration connectTimeout;
    private final AtomicInteger opened = new AtomicInteger();

    DirectDataSource(DatabaseUrl url, Duration connectTimeout) {
        this.url = url;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return switch (url) {
            case DatabaseUrl.Valid valid -> open(valid);
            case DatabaseUrl.Invalid(var problem) -> throw new SQLException("The URL for migrations " + problem);
            case DatabaseUrl.NotConfigured _ ->
                throw new SQLException("No database is configured: set DATABASE_URL or spring.datasource.url");
        };
    }

    private Connection open(DatabaseUrl.Valid valid) throws SQLException {
        var connection = Tidepool.unpooled(valid, connectTimeout).getConnection();
        opened.incrementAndGet();
        return connection;
    }

    /// Whether no pooler is between, which gives a client no session of its own. Opens a connection.
    boolean isDirect() throws SQLException {
        try (var connection = getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1) == connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /// How many connections there have been.
    int opened() {
        return opened.get();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
