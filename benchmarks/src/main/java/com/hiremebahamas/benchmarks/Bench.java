package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Measures the packaged program beside its floors and writes `benchmarks/RESULTS.md`.
///
/// Every figure is a ratio of two measurements in one run: the machines at hand are shared, and an absolute time says
/// more about the neighbours than about the program.
final class Bench {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static final int WARM_SECONDS = 15;

    private final Rows rows = new Rows();
    private final Contestants contestants;
    private final int rounds;
    private final int seconds;

    private Bench(Contestants contestants, int rounds, int seconds) {
        this.contestants = contestants;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--library")) {
            Library.measure(ROOT);
            return;
        }
        boolean quick = List.of(arguments).contains("--quick");
        try (var work = new Workspace()) {
            var bench = new Bench(Contestants.train(ROOT, work.folder()), quick ? 5 : 15, quick ? 4 : 15);
            bench.boots();
            bench.health();
            bench.reads(work);
            bench.write(quick);
        }
    }

    private void boots() throws IOException {
        try (var refused = ClosedPort.open();
                var blackHole = BlackHole.open();
                var mute = MuteServer.open()) {
            var boots = Boots.medians(
                    List.of(
                            contestants.jdk(),
                            contestants.site(),
                            contestants.site().with(", database refused", absentAt(refused.port())),
                            contestants.site().with(", database black-holed", absentAt(blackHole.port())),
                            contestants.site().with(", database mute", absentAt(mute.port()))),
                    rounds);
            var floor = boots.get(contestants.jdk().name());
            var site = boots.get(contestants.site().name());
            if (floor == null || site == null) throw new IllegalStateException("A contestant did not run");
            rows.atMost(
                    "boot to the first 200 on /health : the JDK's HTTP server", site.millis(), floor.millis(), "ms", 3);
            rows.atMost("CPU until then : the JDK's HTTP server", site.cpuSeconds(), floor.cpuSeconds(), "s", 5);
            boots.forEach((name, boot) -> {
                if (name.contains(", database")) {
                    rows.atMost("boot" + name.substring(name.indexOf(',')), boot.millis(), site.millis(), "ms", 1.05);
                }
            });
        }
    }

    private static Map<String, String> absentAt(int port) {
        return Map.of("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:" + port + "/absent?sslmode=disable");
    }

    private void health() throws IOException {
        try (var jetty = contestants.jetty().start();
                var site = contestants.site().start()) {
            Boots.awaitHealth(jetty);
            Boots.awaitHealth(site);
            warm(url(jetty, "/health"));
            warm(url(site, "/health"));
            var pairs = new Pairs();
            for (int round = 0; round <= rounds / 3; round++) {
                pairs.add(
                        Shell.wrk(url(site, "/health"), seconds), Shell.wrk(url(jetty, "/health"), seconds), round > 0);
            }
            rows.atLeast("/health : a bare Jetty handler", pairs.ours(), pairs.others(), "/s", 0.65);
        }
    }

    private void reads(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var site = contestants.site().with("", database.environment()).start()) {
            Boots.awaitApplication(site);
            var user = new Pairs();
            var jobs = new Pairs();
            var pgbench = database.pgbench();
            warm(url(site, "/api/users/" + database.userId()));
            warm(url(site, "/api/jobs?limit=20"));
            for (int round = 0; round <= rounds / 3; round++) {
                double one = Shell.wrk(url(site, "/api/users/" + database.userId()), seconds);
                user.add(one, Shell.pgbench(pgbench, database.pooledUrl(), database.userQuery(), seconds), round > 0);
                jobs.add(Shell.wrk(url(site, "/api/jobs?limit=20"), seconds), one, round > 0);
            }
            double loaded = site.residentMiB();
            rows.atLeast("one user by id : pgbench", user.ours(), user.others(), "/s", 0.3);
            rows.atLeast("newest 20 jobs : one user by id", jobs.ours(), jobs.others(), "/s", 0.6);
            rows.limit("resident memory after load", loaded, "MiB", 256);
        }
        try (var idle = contestants.site().start()) {
            Boots.awaitHealth(idle);
            rows.limit("resident memory, idle", Idle.residentMiB(idle), "MiB", 128);
        }
    }

    /// Until the compiler has done its work, a rate says how busy the compiler is.
    private static void warm(String url) throws IOException {
        Shell.run(List.of("wrk", "-t1", "-c32", "-d" + WARM_SECONDS + "s", url));
    }

    private static String url(Contestant.Running running, String path) {
        return "http://127.0.0.1:" + running.port() + path;
    }

    private void write(boolean quick) throws IOException {
        var page = """
                # Results

                %s Boots: median of %d interleaved rounds. Rates: wrk, one thread,
                32 connections, %d s, median of %d interleaved rounds; pgbench with the extended protocol and 10 clients
                through the same PgBouncer. Every ratio compares two measurements of one run.

                %s
                """.formatted(
                        Machine.described("bin/bench" + (quick ? " --quick" : "")), rounds, seconds, rounds / 3, rows);
        Files.writeString(ROOT.resolve("benchmarks/RESULTS.md"), page);
        IO.println(page);
    }
}
