package com.hiremebahamas.tidepool.wire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.Set;
import org.postgresql.PGConnection;

/// The start-up parameter that costs a round trip before every transaction behind a PgBouncer older than 1.20.
///
/// The driver sends `ISO`, the server reports `ISO, MDY`, and such a pooler sends a `SET` for the supposed
/// difference each time it assigns a server connection to this client: the rate of single statements fell by a
/// third on one machine, and by half where the pooler is far from its server. Once the client has set the full
/// name, the pooler finds no difference. (pgbouncer issue 776.)
public final class DateStyle {

    private static final Set<String> FULL_NAMES = Set.of("ISO, MDY", "ISO, DMY", "ISO, YMD");

    /// Only a change is reported, at the end of a round trip, and only then does the pooler learn the name:
    /// hence another one first. In one transaction with the second round trip, so that both meet one server,
    /// which ends as it was.
    private static final String CHANGE = """
            begin;
            select current_setting('datestyle'), pg_backend_pid();
            select set_config(
                'datestyle',
                case current_setting('datestyle') when 'ISO, YMD' then 'ISO, MDY' else 'ISO, YMD' end,
                false)
            """;

    private DateStyle() {}

    /// Sets the full name on a new connection, in two round trips; nothing where the server has reported it
    /// already.
    ///
    /// @return the number of the server's process, where it was asked
    public static OptionalInt setFullName(Connection connection) throws SQLException {
        if (!"ISO".equals(connection.unwrap(PGConnection.class).getParameterStatus("DateStyle")))
            return OptionalInt.empty();
        try (var statement = connection.createStatement()) {
            statement.execute(CHANGE);
            statement.getMoreResults();
            try (var row = statement.getResultSet()) {
                row.next();
                var current = row.getString(1);
                int process = row.getInt(2);
                if (!FULL_NAMES.contains(current))
                    throw new SQLException("The server's DateStyle is not the one asked for: " + current, "08P01");
                statement.execute("select set_config('datestyle', '" + current + "', false); commit");
                return OptionalInt.of(process);
            }
        }
    }
}
