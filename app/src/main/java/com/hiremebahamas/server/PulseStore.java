package com.hiremebahamas.server;

import com.hiremebahamas.tidepool.Sql;

/// The one question of the deep check.
public final class PulseStore implements DeepCheck.Question {

    private final Sql sql;

    public PulseStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void ask() {
        var _ = sql.one("/* pulse.ask */ select 1 as pulse", row -> row.getInt("pulse"))
                .orElseThrow();
    }
}
