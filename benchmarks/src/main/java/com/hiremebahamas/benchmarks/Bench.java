package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures the packaged site, the baselines and the peers, and writes `benchmarks/RESULTS.md`.
///
/// The figures that count are ratios of two measurements of one run: on a shared machine an absolute time
/// depends on the other processes.
final class Bench {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static final Path IMAGES = ROOT.resolve("docs/images");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.parse(arguments);
        try (var work = new Workspace()) {
            switch (options.suite()) {
                case LIBRARY -> LibraryBenchmarks.measure(ROOT);
                case BOOT -> boot(options, work);
                case READS -> reads(options, work);
                case QUICK -> write(true, measure(options, work, true));
                case ALL -> write(false, measure(options, work, false));
            }
        }
    }

    /// Prints to the terminal; the charts are deleted with the workspace.
    private static void boot(BenchOptions options, Workspace work) throws Exception {
        var contestants = Contestants.train(ROOT, work.folder(), options.sites());
        var peers = Peers.prepare(ROOT, work.folder(), contestants.launcher());
        var rows = new Rows();
        new BootRows(rows, contestants, peers, options.rounds(), work.folder()).add();
        new FirstReadRows(rows, contestants, peers, options.rounds()).add(work);
        IO.println(
                "\n" + Machine.described("bin/bench --boot") + " Medians of " + options.rounds() + " boots in turn.\n");
        IO.println(rows);
    }

    private static void reads(BenchOptions options, Workspace work) throws Exception {
        var contestants = Contestants.train(ROOT, work.folder(), options.sites());
        var peers = Peers.prepare(ROOT, work.folder(), contestants.launcher());
        var rows = new Rows();
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running = RunningContestants.start(contestants.withDatabase(peers, database))) {
            new SingleClientRows(rows, contestants, peers, new Rounds(options.rounds(), 4), wrk(work))
                    .add(database, running);
        }
        IO.println("\n" + Machine.described("bin/bench --reads") + " Medians of " + options.rounds() + " rounds.\n");
        IO.println(rows);
    }

    private static Rows measure(BenchOptions options, Workspace work, boolean quick) throws Exception {
        var contestants = Contestants.train(ROOT, work.folder(), List.of());
        var peers = quick ? null : Peers.prepare(ROOT, work.folder(), contestants.launcher());
        var rows = new Rows();
        var rounds = quick ? new Rounds(1, 3) : new Rounds(5, 5);
        var wrk = wrk(work);
        new BootRows(rows, contestants, peers, options.rounds(), IMAGES).add();
        new FirstReadRows(rows, contestants, peers, options.rounds()).add(work);
        var health = new HealthRows(rows, contestants, peers, rounds, wrk).add();
        new ReadRows(rows, contestants, peers, rounds, wrk, IMAGES).add(work, health);
        if (!quick) {
            new OverloadRows(rows, contestants, wrk).add(work);
            new SignInRows(rows, contestants, new Rounds(rounds.count(), 4)).add(work);
            new TableSizeRows(rows, contestants, new Rounds(3, 2), wrk, IMAGES).add(work);
        }
        idle(rows, contestants, peers, wrk, work);
        return rows;
    }

    private static Wrk wrk(Workspace work) {
        return new Wrk(ROOT.resolve("benchmarks/wrk/requests.lua"), work.folder());
    }

    /// The processes become idle while the memory of others is measured.
    private static void idle(Rows rows, Contestants contestants, @Nullable Peers peers, Wrk wrk, Workspace work)
            throws IOException {
        var idle = new IdleMemoryRows(rows, contestants, peers);
        if (peers == null) {
            idle.add();
            return;
        }
        try (var traffic = IdleTrafficRows.start(contestants, peers, work, wrk)) {
            idle.add();
            traffic.add(rows);
        }
    }

    private static void write(boolean quick, Rows rows) throws Exception {
        var page = """
                # Results

                %s Every ratio compares two measurements
                of one run, in turn, round after round; figures are medians. Boots: time from the start of the process.
                The first row, list and page come from the database, through PgBouncer: a probe sends a GET to each
                address every 20 ms, on a new connection, until all have answered 200. A request that got no 200
                although the port was open counts as refused. The peers render no page.
                Rates: wrk, one thread, 32 connections; pgbench with the extended protocol and 10 clients through the
                same PgBouncer; one connection where it says one at a time. Jobs are read by mixed ids, the same for
                all. p99: an open loop of %s requests a second. Only what is called cached comes from memory. The site
                batches concurrent reads (docs/decisions/0010); the rows one at a time show the cost of a read without
                that. Where a bound is missed, [speed](../docs/speed.md) has the profile and what was tried.

                %s
                """.formatted(
                        Machine.described("bin/bench" + (quick ? " --quick" : "")), TailLatencyRows.PER_SECOND, rows);
        Files.writeString(ROOT.resolve("benchmarks/RESULTS.md"), page);
        IO.println(page);
    }
}
