package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;

/// Is called when the pool's own attempt to connect has failed, on the thread that made it.
interface ConnectFailureListener {
    void connectFailed(SQLException failure, Duration took);
}
