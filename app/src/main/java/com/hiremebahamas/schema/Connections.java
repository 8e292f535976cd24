package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// Single connections for the operators' commands, without a pool and without limits on a statement.
public final class Connections {

    private Connections() {}

    /// The source of connections to one address; connects to nothing yet.
    ///
    /// @param patience for reaching the server, TLS and sign-in together
    public static PGSimpleDataSource of(DatabaseUrl.Valid url, Duration patience) {
        var source = new PGSimpleDataSource();
        source.setURL(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        url.properties().forEach((name, value) -> set(source, name, value));
        source.setConnectTimeout(Math.toIntExact(patience.toSeconds()));
        source.setLoginTimeout(Math.toIntExact(patience.toSeconds()));
        // What a transaction pooler cannot carry: named statements, and a start-up option for servers before 12.
        source.setPrepareThreshold(0);
        source.setAssumeMinServerVersion("12");
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalArgumentException("The driver knows no property " + name, e);
        }
    }
}
