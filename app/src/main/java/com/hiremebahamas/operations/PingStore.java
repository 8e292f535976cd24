package com.hiremebahamas.operations;

import com.hiremebahamas.tidepool.Sql;

/// The statement of the database health check.
public final class PingStore implements DatabaseHealthCheck.Ping {

    private final Sql sql;

    public PingStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void run() {
        var _ = sql.one("/* operations.ping */ select 1 as one", row -> row.getInt("one"));
    }
}
