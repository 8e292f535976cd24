package com.hiremebahamas.tidepool.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A real PgBouncer that ignores no start-up parameter, in front of a real server; in transaction mode unless
/// another is asked for. It knows the server's superuser and a role `site` with the password `a long one`.
///
/// Debian's 1.18 is the strict case: no named statements, and `08P01` for every refusal. The system property
/// `pgbouncer.program` names another one. Not safe for concurrent use.
public final class PgBouncer implements AutoCloseable {

    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Path folder;
    private final int port;
    private final @Nullable TestAuthority authority;
    private Process process;

    /// @param statements how many named statements it keeps for each server connection; null for its default
    private record Options(
            int poolSize,
            String mode,
            @Nullable TestAuthority authority,
            @Nullable Integer statements) {}

    private PgBouncer(Path folder, int port, @Nullable TestAuthority authority) throws IOException {
        this.folder = folder;
        this.port = port;
        this.authority = authority;
        this.process = launch();
    }

    /// A pooler with 20 connections to the server.
    public static PgBouncer inFrontOf(PostgresServer server) {
        return inFrontOf(server, 20);
    }

    /// A pooler with this many connections to the server for each database; blocks until it accepts.
    public static PgBouncer inFrontOf(PostgresServer server, int poolSize) {
        return inFrontOf(server, new Options(poolSize, "transaction", null, null));
    }

    /// A pooler that assigns a server connection to a client until it disconnects.
    public static PgBouncer inSessionMode(PostgresServer server) {
        return inFrontOf(server, new Options(20, "session", null, null));
    }

    /// A pooler that refuses transactions: each statement may run on another server connection.
    public static PgBouncer inStatementMode(PostgresServer server) {
        return inFrontOf(server, new Options(20, "statement", null, null));
    }

    /// A pooler that its clients reach over TLS alone, with a certificate of this authority.
    public static PgBouncer overTls(PostgresServer server, TestAuthority authority) {
        return inFrontOf(server, new Options(20, "transaction", authority, null));
    }

    /// A pooler with one connection to the server, which keeps this many named statements there: 0 for one
    /// that does not support them, as all before 1.21.
    public static PgBouncer withNamedStatements(PostgresServer server, int statements) {
        return inFrontOf(server, new Options(1, "transaction", null, statements));
    }

    private static PgBouncer inFrontOf(PostgresServer server, Options options) {
        for (int attempt = 1; ; attempt++) {
            try {
                return on(freePort(), server, options);
            } catch (IOException e) {
                // Between choosing the port and listening, any client of this machine may have been given it.
                boolean taken = String.valueOf(e.getMessage()).contains("Address already in use");
                if (!taken || attempt == 3) throw new UncheckedIOException(e);
            }
        }
    }

    private static PgBouncer on(int port, PostgresServer server, Options options) throws IOException {
        var folder = Files.createTempDirectory("pgbouncer");
        Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"postgres\"\n\"site\" \"a long one\"\n");
        Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %s
                    unix_socket_dir =
                    auth_type = plain
                    auth_file = %s/users.txt
                    pool_mode = %s
                    default_pool_size = %s
                    max_client_conn = 1000
                    server_login_retry = 1
                    ignore_startup_parameters =
                    %s
                    %s
                    """.formatted(
                        server.port(),
                        port,
                        folder,
                        options.mode,
                        options.poolSize,
                        statements(options.statements),
                        tls(folder, options.authority)));
        // Another user may have to read it: PgBouncer refuses to run as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new PgBouncer(folder, port, options.authority);
    }

    private static String statements(@Nullable Integer kept) throws IOException {
        if (kept == null || (kept == 0 && !knowsNamedStatements())) return "";
        return "max_prepared_statements = " + kept;
    }

    /// From 1.21 on.
    private static boolean knowsNamedStatements() throws IOException {
        var version = new ProcessBuilder(program(), "--version").start();
        var line = new String(version.getInputStream().readAllBytes(), UTF_8);
        var found = Pattern.compile("PgBouncer 1\\.([0-9]+)").matcher(line);
        return found.find() && Integer.parseInt(found.group(1)) >= 21;
    }

    private static String tls(Path folder, @Nullable TestAuthority authority) throws IOException {
        if (authority == null) return "";
        var key = Files.copy(authority.key(), folder.resolve("key.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        var certificate = Files.copy(authority.certificate(), folder.resolve("certificate.pem"));
        return """
                client_tls_sslmode = require
                client_tls_key_file = %s
                client_tls_cert_file = %s
                """.formatted(key, certificate);
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// The `DATABASE_URL` of a database through this pooler.
    public String url(String database) {
        var place = port + "/" + database;
        return authority == null
                ? "postgresql://postgres:postgres@127.0.0.1:" + place + "?sslmode=disable"
                : "postgresql://postgres:postgres@localhost:" + place + "?sslmode=verify-full&sslrootcert="
                        + authority.certificate();
    }

    /// Kills it at once, as a crash would.
    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts it again on the same port; blocks until it accepts.
    public void start() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        var command = new ArrayList<String>();
        if (isOfRoot(folder)) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of(program(), folder.resolve("pgbouncer.ini").toString()));
        var launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        for (long end = System.nanoTime() + PATIENCE_NANOS; !accepts(); ) {
            if (!launched.isAlive() || System.nanoTime() - end > 0) {
                throw new IOException("PgBouncer did not start: " + Files.readString(folder.resolve("pgbouncer.log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return launched;
    }

    /// By its number: a user of another name may be root.
    private static boolean isOfRoot(Path created) throws IOException {
        return Files.getAttribute(created, "unix:uid").equals(0);
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String program() throws IOException {
        var chosen = System.getProperty("pgbouncer.program");
        if (chosen != null) return chosen;
        for (var place : PLACES) {
            var file = Path.of(place, "pgbouncer");
            if (Files.isExecutable(file)) return file.toString();
        }
        throw new IOException("PgBouncer is not installed: bin/test installs it where it may");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
