package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time from the start of a process to the first row, list and page read from a database behind PgBouncer, the CPU
/// until the first row, and the requests refused meanwhile.
///
/// The peers render no page, so they get one workload fewer.
record FirstReadRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, int rounds) {

    private static final List<Workload> API = List.of(Workload.HEALTH, Workload.JOB, Workload.JOBS);
    private static final List<Workload> API_AND_PAGE =
            List.of(Workload.HEALTH, Workload.JOB, Workload.JOBS, Workload.PAGE);
    private static final String CPU = "CPU until the first row";
    private static final String REFUSED = "most requests refused in one boot, from the open port on";

    /// A contestant with its database, and its workloads.
    private record Candidate(Contestant contestant, List<Workload> workloads) {

        String name() {
            return contestant.name();
        }
    }

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder())) {
            add(database, "");
        }
        try (var database = BenchDatabase.overTls(contestants.launcher(), work.folder())) {
            add(database, ", over TLS");
        }
    }

    /// @param how the database is reached, for the names of the figures
    private void add(BenchDatabase database, String how) throws IOException {
        var site = new Candidate(contestants.site().with("", database.environment()), API_AND_PAGE);
        var others = others(database);
        var all = new ArrayList<>(List.of(site));
        all.addAll(others);
        check(all);
        addRows(how, site.name(), others, measure(all));
    }

    private List<Candidate> others(BenchDatabase database) {
        var others = new ArrayList<Candidate>();
        for (var build : contestants.otherBuilds()) {
            others.add(new Candidate(build.with("", database.environment()), API_AND_PAGE));
        }
        if (peers != null) {
            var environment = Peers.environment(database.pooledUrl());
            for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring())) {
                others.add(new Candidate(peer.with("", environment), API));
            }
        }
        return others;
    }

    private static void check(List<Candidate> all) throws IOException {
        try (var running =
                RunningContestants.start(all.stream().map(Candidate::contestant).toList())) {
            SameResponses.check(running.all(), List.of(Workload.JOB.path(0), Workload.JOBS.path(0)));
        }
    }

    /// The first round only warms up the disk cache, the connections of PgBouncer and the probe. Every other round has
    /// the reverse order, so that no contestant always boots after the same one.
    private Samples measure(List<Candidate> all) throws IOException {
        for (var candidate : all) measure(candidate, 0, new Samples());
        var samples = new Samples();
        for (int round = 1; round <= rounds; round++) {
            for (var candidate : round % 2 == 0 ? all : all.reversed()) measure(candidate, round, samples);
        }
        return samples;
    }

    /// Each round has another phase: with one phase, an application that is ready just after a request would always
    /// seem slower than one that is ready just before it.
    private void measure(Candidate candidate, int round, Samples samples) throws IOException {
        long phase = BootProbe.INTERVAL_NANOS * round / (rounds + 1);
        var boot = BootProbe.measure(candidate.contestant(), candidate.workloads(), phase);
        boot.millis().forEach((workload, millis) -> samples.add(candidate.name(), workload, millis));
        samples.add(candidate.name(), CPU, boot.cpuSeconds());
        samples.add(candidate.name(), REFUSED, boot.refused());
    }

    private void addRows(String how, String site, List<Candidate> others, Samples samples) {
        addMillis("boot to /health, probed with the next" + how, Workload.HEALTH, site, others, samples);
        addMillis("boot to the first row, " + Workload.JOB.path(0) + how, Workload.JOB, site, others, samples);
        addMillis("boot to the first list, " + Workload.JOBS.path(0) + how, Workload.JOBS, site, others, samples);
        addMillis("boot to the first page, " + Workload.PAGE.path(0) + how, Workload.PAGE, site, others, samples);
        double cpu = samples.median(site, CPU);
        if (others.isEmpty()) rows.report(CPU + how, cpu, "s");
        for (var other : others) {
            rows.compare(CPU + how + " : " + other.name(), cpu, samples.median(other.name(), CPU), "s");
        }
        double refused = samples.max(site, REFUSED);
        rows.limit(REFUSED + how, refused, "", 0);
        for (var other : others) {
            rows.compare(REFUSED + how + " : " + other.name(), refused, samples.max(other.name(), REFUSED), "");
        }
    }

    private void addMillis(String figure, Workload workload, String site, List<Candidate> others, Samples samples) {
        double ours = samples.median(site, workload);
        var comparable = others.stream()
                .filter(other -> other.workloads().contains(workload))
                .toList();
        if (comparable.isEmpty()) rows.report(figure, ours, "ms");
        for (var other : comparable) {
            rows.compare(figure + " : " + other.name(), ours, samples.median(other.name(), workload), "ms");
        }
    }
}
