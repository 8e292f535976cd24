package com.hiremebahamas.tidepool.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// A real PostgreSQL on a free port of this machine, with user and password `postgres`.
public final class PostgresServer implements AutoCloseable {

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }

    private final Path data;
    private final int port;
    private EmbeddedPostgres postgres;

    private PostgresServer(Path data) throws IOException {
        this.data = data;
        this.postgres = in(data).start();
        this.port = postgres.getPort();
    }

    /// Starts a server of the test's own, for tests that stop it or exhaust its connections.
    public static PostgresServer start() {
        try {
            return new PostgresServer(Files.createTempDirectory("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one server of this JVM, started at its first use and stopped with the JVM.
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /// The port that it listens on; it stays the same when the server is started again.
    public int port() {
        return port;
    }

    /// Stops it and ends every connection at once; its data stay. Not safe for concurrent use.
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it again on the same port with the same data; blocks until it accepts.
    public void startAgain() {
        try {
            postgres = in(data).setPort(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new, empty database; returns its name.
    public String createDatabase() {
        return createDatabase("template1");
    }

    /// A new database, copied from one without connections; returns its name.
    public String createDatabase(String template) {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute("create database " + name + " template " + template);
        return name;
    }

    /// The `DATABASE_URL` of a database on this server.
    public String url(String database) {
        return "postgresql://postgres:postgres@127.0.0.1:" + port() + "/" + database + "?sslmode=disable";
    }

    /// Offers TLS from now on, with a certificate of this authority.
    public void offerTls(TestAuthority authority) {
        execute("alter system set ssl_cert_file = '" + authority.certificate() + "'");
        execute("alter system set ssl_key_file = '" + authority.key() + "'");
        execute("alter system set ssl = on");
        execute("select pg_reload_conf()");
    }

    /// Asks clients for a certificate from now on, of this authority; without one they are not refused for that.
    public void askForCertificates(TestAuthority authority) {
        execute("alter system set ssl_ca_file = '" + authority.certificate() + "'");
        execute("select pg_reload_conf()");
    }

    /// Lets these in from now on, beside those that it let in before.
    ///
    /// @param rules lines of `pg_hba.conf`, which come first
    public void allow(List<String> rules) {
        try {
            var file = data.resolve("pg_hba.conf");
            Files.writeString(file, String.join("\n", rules) + "\n" + Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("select pg_reload_conf()");
    }

    /// Runs one statement as the superuser, on the database `postgres`.
    public void execute(String sql) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder in(Path data) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }
}
