package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What each costs while nobody asks.
record IdleRows(
        Rows rows, Contestants contestants, @Nullable Peers peers) {

    /// Until what is loaded behind the open port has been loaded.
    private static final long SETTLING_NANOS = 10_000_000_000L;

    void add() throws IOException {
        double ours = residentMiB(contestants.site());
        rows.limit("resident memory, idle", ours, "MiB", 128);
        if (peers != null) {
            rows.atMost("resident memory, idle : FastAPI", ours, residentMiB(peers.fastApi()), "MiB", 1.2);
            rows.told("resident memory, idle : Fastify", ours, residentMiB(peers.fastify()), "MiB");
            rows.told("resident memory, idle : Spring Boot", ours, residentMiB(peers.spring()), "MiB");
        }
    }

    private static double residentMiB(Contestant contestant) throws IOException {
        try (var idle = contestant.start()) {
            Boots.awaitHealth(idle);
            LockSupport.parkNanos(SETTLING_NANOS);
            return idle.residentMiB();
        }
    }
}
