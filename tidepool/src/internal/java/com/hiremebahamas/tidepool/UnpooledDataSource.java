package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.network.NetworkFailure;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.wire.ChannelSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Single connections, each opened by `getConnection()` and closed by its caller.
record UnpooledDataSource(DatabaseUrl.Valid url, Duration connectTimeout) implements UrlDataSource {

    @Override
    public Connection getConnection() throws SQLException {
        var seconds = Long.toString(Math.max(1, connectTimeout.toSeconds()));
        var properties = Connector.properties(url);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        var token = ChannelSocketFactory.newToken(url.hosts().size());
        try {
            return Connector.connect(url, properties, token);
        } catch (SQLException e) {
            throw named(e);
        } finally {
            ChannelSocketFactory.take(token);
        }
    }

    /// The driver says only that the attempt failed, and keeps in a cause which host was not reached, and why.
    private static SQLException named(SQLException e) {
        return ConnectFailureClassifier.failure(e) instanceof DatabaseFailure.Unreachable unreachable
                        && unreachable.network() != NetworkFailure.OTHER
                ? new SQLException(unreachable.message(), e.getSQLState(), e)
                : e;
    }
}
