package com.hiremebahamas.doctor;

import com.hiremebahamas.schema.Schema;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// One address of the database, from its name to its schema; stops at the first step that fails.
final class DatabaseCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
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
        var host = url.hosts().getFirst();
        var reach = new Reach(name, host.name(), host.port());
        boolean open = reach.isOpen();
        if (open) reach.askForTls(requiresTls());
        findings.addAll(reach.findings());
        if (open) signIn();
        return findings;
    }

    private boolean requiresTls() {
        var mode = url.properties().getOrDefault("sslmode", "prefer");
        return mode.equals("require") || mode.startsWith("verify");
    }

    private void signIn() {
        var source = Tidepool.unpooled(url, PATIENCE);
        try (var connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            findings.add(Finding.green(name + ": sign-in", "as " + url.user()));
            ask(source, connection);
        } catch (SQLException e) {
            findings.add(refused(e));
        }
    }

    private Finding refused(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var remedy = switch (state) {
            case "28P01", "28000" -> "Copy the address again from the console of the host: user or password is wrong.";
            case "3D000" -> "Create the database, or correct its name at the end of the address.";
            case "53300" -> "All connections are taken: lower DB_POOL_SIZE or the number of instances.";
            default -> "Compare the address with the host's console, and look at the server's log.";
        };
        return Finding.red(name + ": sign-in", "refused (" + (state.isEmpty() ? "no code" : state) + ")", remedy);
    }

    private void ask(DataSource source, Connection connection) throws SQLException {
        var server = new ServerStore(connection);
        findings.add(Finding.green(name + ": server", "PostgreSQL " + server.version()));
        pooler(source, connection, server);
        roundTrip(server);
        schema(server.schema());
    }

    /// By behaviour: a pooler greets with a process number that no server has; and between transactions the server
    /// behind it may be lent to somebody else.
    private void pooler(DataSource source, Connection connection, ServerStore server) throws SQLException {
        int greeted = connection.unwrap(PGConnection.class).getBackendPID();
        int answering = server.process();
        var byName = nameOfPooler();
        if (greeted == answering) {
            findings.add(Finding.green(
                    name + ": pooler",
                    "none: a direct connection" + (byName == null ? "" : ", though named like " + byName)));
            return;
        }
        boolean lent;
        try (var other = source.getConnection()) {
            lent = new ServerStore(other).processInTransaction() == answering;
        }
        var kind = lent ? "in transaction mode" : "in session mode, or busy";
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
            server.nothing();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        long median = micros[ROUNDS / 2];
        var found = "%.1f ms, the median of %d".formatted(median / 1000.0, ROUNDS);
        findings.add(
                median < FAR_AWAY_MILLIS * 1000
                        ? Finding.green(name + ": round trip", found)
                        : Finding.yellow(name + ": round trip", found, "Run the site in the region of its database."));
    }

    private void schema(String version) {
        findings.add(
                version.equals(Schema.LATEST)
                        ? Finding.green(name + ": schema", "V" + version + ", up to date")
                        : Finding.yellow(
                                name + ": schema",
                                (version.isEmpty() ? "never migrated" : "V" + version) + ", the program wants V"
                                        + Schema.LATEST,
                                "Run: hiremebahamas migrate"));
    }
}
