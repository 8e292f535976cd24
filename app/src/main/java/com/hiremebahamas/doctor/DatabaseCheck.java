package com.hiremebahamas.doctor;

import com.hiremebahamas.schema.OtherProgramStore;
import com.hiremebahamas.schema.Schema;
import com.hiremebahamas.schema.SchemaRightsStore;
import com.hiremebahamas.schema.SchemaStore;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Checks one database URL, from DNS to the schema; stops at the first step that fails.
final class DatabaseCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    /// One connection, for the query of the schema's version.
    private static final PoolSettings ONE_CONNECTION =
            new PoolSettings(1, 0, TIMEOUT, Duration.ofMinutes(5), TIMEOUT, TIMEOUT);

    private static final String UNVERIFIED = "The authority that signed it is not the one that sslrootcert names, or it"
            + " is for another host: docs/settings.md has the authority of each host.";

    private static final int ROUNDS = 7;
    private static final long FAR_AWAY_MILLIS = 50;

    private final String name;
    private final DatabaseUrl.Valid url;
    private final List<Finding> findings = new ArrayList<>();

    DatabaseCheck(String name, DatabaseUrl.Valid url) {
        this.name = name;
        this.url = url;
    }

    List<Finding> run() {
        boolean isOpen = false;
        var unreachable = new ArrayList<Finding>();
        for (var host : url.hosts()) {
            var reach = new NetworkCheck(url.hosts().size() == 1 ? name : name + " at " + host, host);
            boolean open = reach.isOpen();
            if (open) reach.checkTls(Tls.of(url));
            (open ? findings : unreachable).addAll(reach.findings());
            isOpen |= open;
        }
        findings.addAll(isOpen ? unreachable.stream().map(DatabaseCheck::spared).toList() : unreachable);
        if (isOpen) signIn();
        return findings;
    }

    /// Of a list, another host is used.
    private static Finding spared(Finding finding) {
        return finding.level() == Finding.Level.RED
                ? Finding.yellow(finding.subject(), finding.found(), finding.remedy())
                : finding;
    }

    private void signIn() {
        var source = Tidepool.unpooled(url, TIMEOUT);
        try (var connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(TIMEOUT.toMillis()));
            findings.add(Finding.green(name + ": sign-in", "as " + url.user()));
            check(source, connection);
        } catch (SQLException e) {
            findings.add(signInFailed(e));
        }
    }

    private Finding signInFailed(SQLException e) {
        // What the program or the driver has found itself: a file that cannot be used, a server without TLS.
        if ("08004".equals(e.getSQLState())) {
            return Finding.red(
                    name + ": sign-in",
                    "stopped: " + e.getMessage(),
                    "Correct the address, or the file that it names.");
        }
        if (isTls(e)) {
            return Finding.red(
                    name + ": sign-in",
                    "stopped: the server's certificate is not verified: " + firstLine(e),
                    UNVERIFIED);
        }
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var remedy = switch (state) {
            case "28P01", "28000" -> "Copy the address again from the console of the host: user or password is wrong.";
            case "3D000" -> "Create the database, or correct its name at the end of the address.";
            case "53300" -> "All connections are taken: lower DB_POOL_SIZE or the number of instances.";
            default -> "Compare the address with the host's console, and look at the server's log.";
        };
        var code = state.isEmpty() ? "no code" : state;
        return Finding.red(name + ": sign-in", "refused: " + firstLine(e) + " (" + code + ")", remedy);
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    private static boolean isTls(SQLException e) {
        // The driver reports a certificate for another host in words alone.
        if (String.valueOf(e.getMessage()).contains("hostnameverifier")) return true;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) return true;
        }
        return false;
    }

    private void check(DataSource source, Connection connection) throws SQLException {
        var server = new ServerStore(connection);
        findings.add(Finding.green(name + ": server", "PostgreSQL " + server.version()));
        pooler(source, connection, server);
        roundTrip(server);
        schema(source);
    }

    /// Detected by behaviour: a pooler's startup message has a process id that no backend has, and a pooler in
    /// transaction mode gives the same backend to another client connection between transactions.
    private void pooler(DataSource source, Connection connection, ServerStore server) throws SQLException {
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        int backend = server.backendPid();
        var byName = nameOfPooler();
        if (announced == backend) {
            findings.add(Finding.green(
                    name + ": pooler",
                    "none: a direct connection" + (byName == null ? "" : ", though named like " + byName)));
            return;
        }
        boolean shared;
        try (var other = source.getConnection()) {
            shared = new ServerStore(other).backendPidInTransaction() == backend;
        }
        var kind = shared ? "in transaction mode" : "in session mode, or busy";
        findings.add(Finding.green(name + ": pooler", (byName == null ? "a pooler" : byName) + " " + kind));
    }

    private @Nullable String nameOfPooler() {
        boolean named = url.hosts().stream().anyMatch(host -> host.name().contains("pgbouncer"));
        return url.kind().pooler().orElse(named ? "PgBouncer" : null);
    }

    private void roundTrip(ServerStore server) throws SQLException {
        var micros = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            server.ping();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        long median = micros[ROUNDS / 2];
        var found = String.format(Locale.ROOT, "%.1f ms, the median of %d", median / 1000.0, ROUNDS);
        findings.add(
                median < FAR_AWAY_MILLIS * 1000
                        ? Finding.green(name + ": round trip", found)
                        : Finding.yellow(name + ": round trip", found, "Run the site in the region of its database."));
    }

    private void schema(DataSource source) throws SQLException {
        try (var tidepool = Tidepool.of(url, ONE_CONNECTION)) {
            var version = new SchemaStore(tidepool).version();
            var names = version.isEmpty() ? new OtherProgramStore(source).names() : List.<String>of();
            if (!names.isEmpty()) occupied(names);
            else if (version.equals(Schema.LATEST))
                findings.add(Finding.green(name + ": schema", "V" + version + ", up to date"));
            else pending(version, new SchemaRightsStore(source).rights().obstacle());
        } catch (DatabaseException e) {
            findings.add(Finding.red(
                    name + ": schema",
                    "cannot be read: " + e.failure().message(),
                    "Compare the address with the host's console, and look at the server's log."));
        }
    }

    private void occupied(List<String> names) {
        findings.add(Finding.red(
                name + ": schema",
                "another program's: " + String.join(", ", names),
                "Create a new database for this site (\"Moving over\" in docs/from-python.md has the steps), "
                        + "or keep those tables beside this site's: hiremebahamas migrate --baseline"));
    }

    /// @param obstacle to a migration; empty when there is none
    private void pending(String version, String obstacle) {
        var found = (version.isEmpty() ? "never migrated" : "V" + version) + ", the program wants V" + Schema.LATEST;
        findings.add(
                obstacle.isEmpty()
                        ? Finding.yellow(name + ": schema", found, "Run: hiremebahamas migrate")
                        : Finding.red(
                                name + ": schema",
                                found + ", and migrate would stop: " + obstacle,
                                "Then run: hiremebahamas migrate"));
    }
}
