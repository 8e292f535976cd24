package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A table of a thousand rows, read by Tidepool and by HikariCP with plain JDBC, which is configured as its
/// documentation and that of PgBouncer recommend.
@State(Scope.Benchmark)
public class ReadState {

    static final int POOL = 8;
    static final String STATEMENT = "select id, name, headline from person where id = ?";

    /// Through PgBouncer in transaction mode; the same, with `DateStyle` set by HikariCP too; directly to the server;
    /// the same, without named statements.
    @Param({"pooler", "settled", "direct", "unnamed"})
    public String configuration = "pooler";

    private final PostgresServer server = PostgresServer.start();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, POOL);
    private @Nullable Tidepool tidepool;
    private @Nullable HikariDataSource hikari;

    @Setup
    public void open() {
        var database = server.createDatabase();
        var url = url(database);
        var made = Tidepool.of(
                DatabaseUrl.parse(url),
                new PoolSettings(
                        POOL,
                        0,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30)));
        made.update("create table person (id int primary key, name text not null, headline text not null)");
        made.update("insert into person "
                + "select n, 'Person ' || n, 'Works on island ' || n % 17 from generate_series(1, 1000) n");
        tidepool = made;
        var config = hikari(url);
        if (!configuration.equals("direct")) config.addDataSourceProperty("prepareThreshold", "0");
        if (configuration.equals("settled")) config.setConnectionInitSql("set datestyle = 'ISO, YMD'");
        hikari = new HikariDataSource(config);
    }

    private String url(String database) {
        return switch (configuration) {
            case "pooler", "settled" -> pooler.url(database);
            case "direct" -> server.url(database);
            case "unnamed" -> server.url(database) + "&prepareThreshold=0";
            default -> throw new IllegalArgumentException(configuration);
        };
    }

    Tidepool tidepool() {
        return Objects.requireNonNull(tidepool);
    }

    HikariDataSource hikari() {
        return Objects.requireNonNull(hikari);
    }

    private static HikariConfig hikari(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(((DatabaseUrl.Valid) DatabaseUrl.parse(url)).jdbcUrl());
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(POOL);
        config.addDataSourceProperty("sslmode", "disable");
        return config;
    }

    @TearDown
    public void close() {
        hikari().close();
        tidepool().close();
        pooler.close();
        server.close();
    }
}
