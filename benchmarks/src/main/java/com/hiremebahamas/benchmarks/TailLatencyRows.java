package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;

/// Response times at the 99th percentile, at a rate far below the capacity.
record TailLatencyRows(Rows rows, RunningContestants running) {

    /// Well below the capacity of the slowest peer.
    static final int PER_SECOND = 100;

    void add(int seconds) throws IOException {
        for (var workload : List.of(Workload.HEALTH, Workload.JOB, Workload.JOBS)) {
            double ours = p99(running.first(), workload, seconds);
            for (var one : running.others()) {
                rows.compare("p99 of " + workload.name() + " : " + one.name(), ours, p99(one, workload, seconds), "ms");
            }
        }
    }

    /// The first second only warms up: the first request on each of the 32 connections is slower, and would
    /// make up the slowest hundredth.
    ///
    /// @throws IOException when a response is not a 200
    static double p99(Contestant.Running one, Workload workload, int seconds) throws IOException {
        try (var loop = OpenLoop.of(one.port(), workload, Wrk.CONNECTIONS, workload.uncached())) {
            loop.run(PER_SECOND, 1);
            return loop.run(PER_SECOND, seconds).p99();
        }
    }
}
