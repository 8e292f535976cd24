package com.hiremebahamas.testing;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/// A migrated, otherwise empty database of its own on a real PostgreSQL, and an engine on it.
public final class TestDatabase implements AutoCloseable {

    /// Migrated once a JVM; copying it takes a few dozen milliseconds.
    private static final class Template {
        private static final String NAME = migrated();

        private static String migrated() {
            var server = PostgresServer.shared();
            var name = server.createDatabase();
            Flyway.configure()
                    .dataSource("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, "postgres", "postgres")
                    .load()
                    .migrate();
            return name;
        }
    }

    private final String url;
    private final String name;
    private final Tidepool tidepool;

    /// @param name of the database that is this one's own, empty when there is none
    private TestDatabase(String url, String name) {
        this.url = url;
        this.name = name;
        this.tidepool = Tidepool.of(DatabaseUrl.parse(url), settings());
    }

    public static TestDatabase empty() {
        return ofItsOwn(PostgresServer.shared().createDatabase(Template.NAME));
    }

    /// Without a single table: what a server finds before the first migration.
    public static TestDatabase unmigrated() {
        return ofItsOwn(PostgresServer.shared().createDatabase());
    }

    /// Reached through the proxy, which leads to [PostgresServer#shared()].
    public static TestDatabase behind(FaultProxy proxy) {
        var name = PostgresServer.shared().createDatabase(Template.NAME);
        return new TestDatabase(proxy.through(PostgresServer.shared().url(name)), name);
    }

    private static TestDatabase ofItsOwn(String name) {
        return new TestDatabase(PostgresServer.shared().url(name), name);
    }

    /// No address at all: every use fails at once.
    public static TestDatabase notConfigured() {
        return new TestDatabase("", "");
    }

    /// Nobody listens at its address.
    public static TestDatabase unreachable() {
        return new TestDatabase("postgresql://postgres:postgres@127.0.0.1:1/nothing?sslmode=disable", "");
    }

    /// Small and quick to give up, so that no test waits long.
    private static PoolSettings settings() {
        return new PoolSettings(
                5, 5, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    public String url() {
        return url;
    }

    public Tidepool tidepool() {
        return tidepool;
    }

    /// How many rows a table has.
    public long count(String table) {
        return tidepool.one("select count(*) as n from " + table, row -> row.getLong("n"))
                .orElseThrow();
    }

    /// Drops the database.
    @Override
    public void close() {
        tidepool.close();
        if (!name.isEmpty()) PostgresServer.shared().execute("drop database if exists " + name + " with (force)");
    }
}
