package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests per second of a single client that sends the next request after each response. No reads can be
/// batched and no request waits for another, so this is the cost of one response.
record SingleClientRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Rounds rounds, Wrk wrk) {

    private static final String PGBENCH = "pgbench";
    private static final List<Workload> WORKLOADS = List.of(Workload.JOB, Workload.JOBS);

    void add(BenchDatabase database, RunningContestants running) throws IOException {
        var rates = rounds.measure((samples, seconds) -> {
            for (var one : running.all()) {
                for (var workload : WORKLOADS)
                    samples.add(one.name(), workload, wrk.singleClient(one, workload, seconds, workload.uncached()));
            }
            samples.add(PGBENCH, Workload.JOB, database.jobsPerSecond(1, seconds));
        });
        addRows(rates, Workload.JOB, PGBENCH);
        if (peers == null) return;
        for (var workload : WORKLOADS) {
            for (var build : contestants.otherBuilds()) addRows(rates, workload, build.name());
            for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring()))
                addRows(rates, workload, peer.name());
        }
    }

    private void addRows(Samples rates, Workload workload, String other) {
        rows.compare(
                workload.name() + ", one at a time : " + other,
                rates.median(contestants.site(), workload),
                rates.median(other, workload),
                "/s");
    }
}
