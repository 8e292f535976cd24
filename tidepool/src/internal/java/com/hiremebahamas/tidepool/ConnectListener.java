package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;

/// Is called for the pool's own attempts to connect, on the thread that makes them.
interface ConnectListener {
    /// Is called before an attempt.
    ///
    /// @throws SQLException with the reason of an earlier attempt when it is too soon for another one
    void check() throws SQLException;

    void connected();

    void connectFailed(SQLException failure, Duration took);
}
