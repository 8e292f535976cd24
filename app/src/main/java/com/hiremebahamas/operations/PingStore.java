package com.hiremebahamas.operations;

import com.hiremebahamas.tidepool.Sql;

/// The one question of the deep check.
public final class PingStore implements DatabaseHealthCheck.Question {

    private final Sql sql;

    public PingStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void ask() {
        var _ = sql.one("/* pulse.ask */ select 1 as pulse", row -> row.getInt("pulse"))
                .orElseThrow();
    }
}
