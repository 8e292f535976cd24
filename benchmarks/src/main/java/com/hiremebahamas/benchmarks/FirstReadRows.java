package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How soon after its start each answers with a row, a list and a page from a database behind PgBouncer, what that
/// costs, and how many requests it refuses until then.
///
/// The peers render no page, so they are asked for one address fewer.
record FirstReadRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, int rounds) {

    private static final List<Ask> API = List.of(Ask.HEALTH, Ask.JOB, Ask.JOBS);
    private static final List<Ask> API_AND_PAGE = List.of(Ask.HEALTH, Ask.JOB, Ask.JOBS, Ask.PAGE);
    private static final Ask CPU = new Ask("CPU until the first row", List.of());
    private static final Ask REFUSED = new Ask("most requests refused in one boot, from the open port on", List.of());

    /// A program, and what is asked of it.
    private record Entry(Contestant contestant, List<Ask> asks) {

        String name() {
            return contestant.name();
        }
    }

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder())) {
            var entries = entries(database);
            check(entries);
            var sheet = measure(entries);
            compare("boot to /health, probed with the next", Ask.HEALTH, "ms", entries, sheet);
            compare("boot to the first row, " + Ask.JOB.path(0), Ask.JOB, "ms", entries, sheet);
            compare("boot to the first list, " + Ask.JOBS.path(0), Ask.JOBS, "ms", entries, sheet);
            compare("boot to the first page, " + Ask.PAGE.path(0), Ask.PAGE, "ms", entries, sheet);
            compare(CPU.name(), CPU, "s", entries, sheet);
            refused(entries, sheet);
        }
    }

    private List<Entry> entries(BenchDatabase database) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry(contestants.site().with("", database.environment()), API_AND_PAGE));
        for (var build : contestants.otherBuilds()) {
            entries.add(new Entry(build.with("", database.environment()), API_AND_PAGE));
        }
        if (peers != null) {
            var environment = Peers.environment(database.pooledUrl());
            for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring())) {
                entries.add(new Entry(peer.with("", environment), API));
            }
        }
        return entries;
    }

    private static void check(List<Entry> entries) throws IOException {
        try (var running = Group.start(entries.stream().map(Entry::contestant).toList())) {
            SameAnswers.check(running.all(), List.of(Ask.JOB.path(0), Ask.JOBS.path(0)));
        }
    }

    /// The first round only warms up: the disk, the pooler's connections, the probe.
    private Sheet measure(List<Entry> entries) throws IOException {
        var sheet = new Sheet();
        for (int round = 0; round <= rounds; round++) {
            for (var entry : entries) {
                var boot = BootProbe.measure(entry.contestant(), entry.asks(), phase(round));
                if (round == 0) continue;
                boot.millis().forEach((ask, millis) -> sheet.add(entry.name(), ask, millis));
                sheet.add(entry.name(), CPU, boot.cpuSeconds());
                sheet.add(entry.name(), REFUSED, boot.refused());
            }
        }
        return sheet;
    }

    /// Another one in each round: what is ready just after a request would always seem slower than what is ready just
    /// before it.
    private long phase(int round) {
        return BootProbe.INTERVAL_NANOS * round / (rounds + 1);
    }

    private void compare(String figure, Ask what, String unit, List<Entry> entries, Sheet sheet) {
        double ours = sheet.median(contestants.site(), what);
        var others = entries.stream()
                .skip(1)
                .filter(entry -> !what.equals(Ask.PAGE) || entry.asks().contains(what))
                .toList();
        if (others.isEmpty()) rows.told(figure, ours, unit);
        for (var other : others) {
            rows.told(figure + " : " + other.name(), ours, sheet.median(other.contestant(), what), unit);
        }
    }

    private void refused(List<Entry> entries, Sheet sheet) {
        double ours = sheet.most(contestants.site(), REFUSED);
        rows.limit(REFUSED.name(), ours, "", 0);
        for (var other : entries.subList(1, entries.size())) {
            rows.told(REFUSED.name() + " : " + other.name(), ours, sheet.most(other.contestant(), REFUSED), "");
        }
    }
}
