package com.hiremebahamas.tidepool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A `DataSource` whose user, timeouts and logging come from the URL and the settings, not from its setters.
interface UrlDataSource extends DataSource {

    @Override
    default Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The user is part of the URL");
    }

    @Override
    default @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    default void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    default void setLoginTimeout(int seconds) {}

    @Override
    default int getLoginTimeout() {
        return 0;
    }

    @Override
    default Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Tidepool logs through SLF4J");
    }

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("There is nothing to unwrap: the guard must not be passed by");
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
