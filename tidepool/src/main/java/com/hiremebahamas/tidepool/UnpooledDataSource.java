package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Single connections, opened when they are asked for and closed by whoever asked.
record UnpooledDataSource(DatabaseUrl.Valid url, Duration patience) implements UrlDataSource {

    @Override
    public Connection getConnection() throws SQLException {
        var seconds = Long.toString(Math.max(1, patience.toSeconds()));
        var properties = Connector.properties(url);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        return Connector.connect(url, properties);
    }
}
