package com.hiremebahamas.tidepool.guard;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.postgresql.jdbc.PgConnection;

/// What a session has that outlives its transactions, as far as the server's own views show it.
///
/// @param process that serves the session; behind a pooler it may be another one for each transaction
record SessionState(int process, Set<Item> items) {

    record Item(SessionEffect effect, String text) {}

    /// The role and the search path are compared by what they do: setting the role of the user, or a path with the
    /// same schemas, changes nothing. What is of a transaction begins anew with each.
    private static final String ITEMS = """
            select 'SETTING', 'the setting ' || name || ' = ' || setting
              from pg_settings
             where source = 'session'
               and name not in ('role', 'search_path')
               and name not in ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
             union all
            select 'SETTING', 'the role ' || current_user
             union all
            select 'SETTING', 'the search path ' || current_schemas(false)::text
             union all
            select 'TEMPORARY', 'the temporary relation ' || relname
              from pg_class
             where relnamespace = pg_my_temp_schema() and relkind in ('r', 'p', 'v', 'S', 'f')
             union all
            select 'TEMPORARY', 'the temporary function ' || proname
              from pg_proc
             where pronamespace = pg_my_temp_schema()
             union all
            select 'TEMPORARY', 'the temporary type ' || typname
              from pg_type
             where typnamespace = pg_my_temp_schema() and typtype <> 'c' and typcategory <> 'A'
             union all
            select 'LOCK', 'the advisory lock ' || classid || ' ' || objid || ' ' || mode
              from pg_locks
             where locktype = 'advisory' and pid = pg_backend_pid() and granted
             union all
            select 'CHANNEL', 'listening to ' || channel
              from pg_listening_channels() channel
             union all
            select 'PREPARED', 'the prepared statement ' || name
              from pg_prepared_statements
             where from_sql
             union all
            select 'CURSOR', 'the cursor ' || name
              from pg_cursors
             where is_holdable
             union all
            select null, pg_backend_pid()::text
            """;

    /// Sends one query, and does not begin a transaction with it. Blocks.
    static SessionState read(PgConnection connection) throws SQLException {
        try (var row = connection.execSQLQuery(ITEMS)) {
            int process = 0;
            var items = new LinkedHashSet<Item>();
            while (row.next()) {
                var effect = row.getString(1);
                if (effect == null) process = row.getInt(2);
                else items.add(new Item(SessionEffect.valueOf(effect), row.getString(2)));
            }
            return new SessionState(process, items);
        }
    }

    /// What is here and not there.
    Set<Item> without(SessionState other) {
        var left = new LinkedHashSet<>(items);
        left.removeAll(other.items);
        return left;
    }
}
