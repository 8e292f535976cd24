package com.hiremebahamas.tidepool.guard;

/// What can outlive its transaction: behind a pooler, and in a pool, it reaches the next client, or is
/// lost.
enum SessionEffect {
    SETTING("SET reaches the next client: use SET LOCAL, or ALTER ROLE … SET for all sessions"),
    RESET("RESET and DISCARD change what the next client gets: use SET LOCAL instead"),
    SET_CONFIG("set_config(…, false) reaches the next client: make it set_config(…, true), or ALTER ROLE … SET"),
    CHANNEL("LISTEN receives nothing behind a pooler: poll"),
    PREPARED("PREPARE stays on one server connection: send the statement itself"),
    LIBRARY("LOAD stays on one server connection: use shared_preload_libraries"),
    CURSOR("WITH HOLD cursors stay on one server connection: read in one transaction"),
    TEMPORARY("A temporary table stays behind for another client: add ON COMMIT DROP"),
    SELECTED_INTO("A temporary table stays behind for another client: create it with ON COMMIT DROP"),
    LOCK("A session lock is lost behind a pooler: use pg_advisory_xact_lock"),
    SERVER_CONNECTION("Its effect stays on one server connection"),
    TRANSACTION("The end of a transaction is sent for its work: use read or write, in plain JDBC setAutoCommit(false)");

    private final String instead;

    SessionEffect(String instead) {
        this.instead = instead;
    }

    /// What would happen, and what to do instead.
    String instead() {
        return instead;
    }

    /// [#instead()], and where to do it all the same.
    String remedy() {
        return instead + ". " + PoolerGuard.OWN_SESSION;
    }
}
