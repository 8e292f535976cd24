package com.hiremebahamas.benchmarks;

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
        if (List.of(arguments).contains("--library")) {
            Library.measure(ROOT);
            return;
        }
        boolean quick = List.of(arguments).contains("--quick");
        try (var work = new Workspace()) {
            var contestants = Contestants.train(ROOT, work.folder());
            var peers = quick ? null : Peers.prepare(ROOT, work.folder());
            write(quick, measure(contestants, peers, quick, work));
        }
    }

    private static Rows measure(Contestants contestants, @Nullable Peers peers, boolean quick, Workspace work)
            throws Exception {
        int boots = quick ? 5 : 15;
        int seconds = quick ? 3 : 8;
        var rows = new Rows();
        new BootRows(rows, contestants, peers, boots, IMAGES).add();
        var load = new LoadRows(rows, contestants, peers, seconds, boots / 5, IMAGES);
        load.health();
        load.reads(work);
        if (!quick) new PressureRows(rows, contestants).add(work);
        new IdleRows(rows, contestants, peers).add();
        return rows;
    }

    private static void write(boolean quick, Rows rows) throws Exception {
        var page = """
                # Results

                %s Every ratio compares two measurements
                of one run, in turn, round after round; figures are medians. Boots: time from the start of the process.
                Rates: wrk, one thread, 32 connections; pgbench with the extended protocol and 10 clients through the
                same PgBouncer. Tails: an open loop of %d requests a second.

                %s
                """.formatted(Machine.described("bin/bench" + (quick ? " --quick" : "")), LoadRows.PER_SECOND, rows);
        Files.writeString(ROOT.resolve("benchmarks/RESULTS.md"), page);
        IO.println(page);
    }
}
