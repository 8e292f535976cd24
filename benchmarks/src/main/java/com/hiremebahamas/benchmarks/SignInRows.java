package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Response times while clients sign in: hashing a password takes tens of milliseconds of a core by design.
record SignInRows(Rows rows, Contestants contestants, Rounds rounds) {

    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final String SIGN_INS = "sign-ins";
    private static final List<Workload> WORKLOADS = List.of(Workload.PAGE, Workload.HEALTH);

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running =
                        RunningContestants.start(List.of(contestants.site().with("", database.environment())))) {
            var site = running.first();
            var emails = database.emails();
            var attempts = new AtomicInteger();
            var times = rounds.measure((samples, seconds) -> {
                probe(site, WITHOUT, samples, seconds);
                try (var signIns = new SignInLoad(site, emails, attempts)) {
                    probe(site, WITH, samples, seconds);
                    double total = (double) seconds * WORKLOADS.size();
                    samples.add(WITH, SIGN_INS, signIns.answered() / total);
                }
            });
            rows.atMost(
                    "p99 of " + Workload.PAGE.name() + " while people sign in : while nobody does",
                    times.median(WITH, Workload.PAGE),
                    times.median(WITHOUT, Workload.PAGE),
                    "ms",
                    2);
            rows.limit("p99 of /health while people sign in", times.median(WITH, Workload.HEALTH), "ms", 5);
            rows.report("sign-ins a second then", times.median(WITH, SIGN_INS), "/s");
        }
    }

    private static void probe(Contestant.Running site, String when, Samples samples, int seconds) throws IOException {
        for (var workload : WORKLOADS) samples.add(when, workload, TailLatencyRows.p99(site, workload, seconds));
    }
}
