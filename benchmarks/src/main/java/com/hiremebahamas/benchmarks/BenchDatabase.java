package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A real PostgreSQL with demo data behind a real PgBouncer in transaction mode.
final class BenchDatabase implements AutoCloseable {

    /// Connections to the pooler that each contestant has.
    static final int POOL = 10;

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();
    private final PgBouncer pooler;
    private final Path folder;

    BenchDatabase(Path launcher, Path folder) throws IOException {
        this(launcher, folder, Workload.JOB_COUNT);
    }

    BenchDatabase(Path launcher, Path folder, int jobs) throws IOException {
        this(launcher, folder, jobs, PgBouncer::inFrontOf);
    }

    /// Reached over TLS, with a certificate that its clients verify.
    static BenchDatabase overTls(Path launcher, Path folder) throws IOException {
        var authority = TestAuthority.create();
        return new BenchDatabase(launcher, folder, Workload.JOB_COUNT, server -> PgBouncer.overTls(server, authority));
    }

    private BenchDatabase(Path launcher, Path folder, int jobs, Function<PostgresServer, PgBouncer> pooler)
            throws IOException {
        this.pooler = pooler.apply(server);
        this.folder = folder;
        run(launcher, "migrate");
        run(
                launcher,
                "demo",
                "--jobs",
                Integer.toString(jobs),
                "--users",
                Integer.toString(Workload.USERS),
                "--seed",
                "1");
        signIn();
    }

    /// A session of the first account, whose token the requests for people carry.
    private void signIn() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), PoolSettings.DEFAULT)) {
            tidepool.update("""
                    insert into session (token_hash, account_id, expires_at)
                    select sha256(convert_to(?, 'UTF8')), min(id), now() + interval '1 day'
                      from account
                    """, Workload.TOKEN);
        }
    }

    String pooledUrl() {
        return pooler.url(database);
    }

    Map<String, String> environment() {
        return Map.of("DATABASE_URL", pooledUrl());
    }

    /// The e-mail addresses of all accounts.
    List<String> emails() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), PoolSettings.DEFAULT)) {
            return tidepool.list("select email from account order by id", row -> row.getString("email"));
        }
    }

    /// Lets every account that has registered publish, as if its e-mail address were confirmed.
    void confirmAddresses() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), PoolSettings.DEFAULT)) {
            tidepool.update("update account set state = 'ACTIVE', verified_at = now() where state = 'PENDING'");
        }
    }

    /// Reads of one job by id per second by pgbench, with the site's columns; through the pooler, with the extended
    /// protocol. The seed gives it the same ids each time.
    double jobsPerSecond(int clients, int seconds) throws IOException {
        return Shell.pgbench(List.of(
                pgbench(),
                "--no-vacuum",
                "--protocol=extended",
                "--random-seed=" + Workload.SEED,
                "--client=" + clients,
                "--jobs=1",
                "--time=" + seconds,
                "--file=" + jobQuery(),
                pooledUrl()));
    }

    private String jobQuery() throws IOException {
        var file = folder.resolve("job.sql");
        Files.writeString(file, """
                \\set id random(1, %s)
                select id, posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                       description, how_to_apply, posted_at, closed_at
                  from job where id = :id;
                """.formatted(Workload.JOB_COUNT));
        return file.toString();
    }

    /// The newest pgbench that is installed.
    private static String pgbench() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("pgbench is not installed"))
                    .toString();
        }
    }

    private void run(Path launcher, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DATABASE_URL", server.url(database));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) throw new IOException(String.join(" ", command) + "\n" + output);
    }

    @Override
    public void close() {
        pooler.close();
        server.close();
    }
}
