package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;

/// How late the latest answers come when there is time enough for all.
record TailRows(Rows rows, Group running) {

    /// Well below what the slowest of the peers can do.
    static final int PER_SECOND = 100;

    void add(int seconds) throws IOException {
        for (var ask : List.of(Ask.HEALTH, Ask.USER, Ask.JOBS)) {
            double ours = p99(running.first(), ask, seconds);
            for (var one : running.others()) {
                rows.told("p99 of " + ask.name() + " : " + one.name(), ours, p99(one, ask, seconds), "ms");
            }
        }
    }

    /// The first second only warms up: the first request on a connection takes what opening it takes, and with
    /// thirty-two
    /// of them the worst in a hundred would be those.
    static double p99(Contestant.Running one, Ask ask, int seconds) throws IOException {
        try (var loop = OpenLoop.of(one.port(), ask, Wrk.CROWD, Ask.ANEW)) {
            loop.run(PER_SECOND, 1);
            return loop.run(PER_SECOND, seconds).p99();
        }
    }
}
