package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures the packaged program beside its floors and its peers and writes `benchmarks/RESULTS.md`.
///
/// Every figure is a ratio of two measurements in one run: the machines at hand are shared, and an absolute time says
/// more about the neighbours than about the program.
final class Bench {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static final Path IMAGES = ROOT.resolve("docs/images");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.parse(arguments);
        try (var work = new Workspace()) {
            switch (options.part()) {
                case LIBRARY -> Library.measure(ROOT);
                case BOOT -> boot(options, work);
                case QUICK -> write(true, measure(options, work, true));
                case ALL -> write(false, measure(options, work, false));
            }
        }
    }

    /// On the terminal alone: the charts go with the workspace.
    private static void boot(BenchOptions options, Workspace work) throws Exception {
        var contestants = Contestants.train(ROOT, work.folder(), options.sites());
        var peers = Peers.prepare(ROOT, work.folder(), contestants.launcher());
        var rows = new Rows();
        new BootRows(rows, contestants, peers, options.boots(), work.folder()).add();
        new FirstReadRows(rows, contestants, peers, options.boots()).add(work);
        IO.println(
                "\n" + Machine.described("bin/bench --boot") + " Medians of " + options.boots() + " boots in turn.\n");
        IO.println(rows);
    }

    private static Rows measure(BenchOptions options, Workspace work, boolean quick) throws Exception {
        var contestants = Contestants.train(ROOT, work.folder(), List.of());
        var peers = quick ? null : Peers.prepare(ROOT, work.folder(), contestants.launcher());
        var rows = new Rows();
        var pace = quick ? new Pace(1, 3) : new Pace(5, 5);
        var wrk = new Wrk(ROOT.resolve("benchmarks/wrk/asks.lua"), work.folder());
        new BootRows(rows, contestants, peers, options.boots(), IMAGES).add();
        new FirstReadRows(rows, contestants, peers, options.boots()).add(work);
        var health = new HealthRows(rows, contestants, peers, pace, wrk).add();
        new ReadRows(rows, contestants, peers, pace, wrk, IMAGES).add(work, health);
        if (!quick) {
            new PressureRows(rows, contestants, wrk).add(work);
            new SignInRows(rows, contestants, new Pace(pace.rounds(), 4)).add(work);
            new GrowthRows(rows, contestants, new Pace(3, 2), wrk, IMAGES).add(work);
        }
        idle(rows, contestants, peers, wrk, work);
        return rows;
    }

    /// All fall silent while the memory of others is measured: they do nothing then.
    private static void idle(Rows rows, Contestants contestants, @Nullable Peers peers, Wrk wrk, Workspace work)
            throws IOException {
        var idle = new IdleRows(rows, contestants, peers);
        if (peers == null) {
            idle.add();
            return;
        }
        try (var silence = SilenceRows.begin(contestants, peers, work, wrk)) {
            idle.add();
            silence.add(rows);
        }
    }

    private static void write(boolean quick, Rows rows) throws Exception {
        var page = """
                # Results

                %s Every ratio compares two measurements
                of one run, in turn, round after round; figures are medians. Boots: time from the start of the process.
                The first row, list and page come from the database, through PgBouncer: each address is asked every
                20 ms until all have answered 200, each time on a connection of its own; a request that got no 200
                although the port was open counts as refused. The peers render no page.
                Rates: wrk, one thread, 32 connections; pgbench with the extended protocol and 10 clients through the
                same PgBouncer; one of each where it says one at a time. Users are asked for by random ids, the same for
                all. Tails: an open loop of %d requests a second. Nothing but what is called cached comes from memory.
                What the site is asked at one moment it reads together (docs/decisions/0010): what a read costs by
                itself, the rows one at a time show. Where a bound is missed, [speed](../docs/speed.md) has the profile
                and what was tried.

                %s
                """.formatted(Machine.described("bin/bench" + (quick ? " --quick" : "")), TailRows.PER_SECOND, rows);
        Files.writeString(ROOT.resolve("benchmarks/RESULTS.md"), page);
        IO.println(page);
    }
}
