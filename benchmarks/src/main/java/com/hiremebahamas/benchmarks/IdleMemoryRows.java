package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Resident memory of an idle process.
record IdleMemoryRows(
        Rows rows, Contestants contestants, @Nullable Peers peers) {

    /// For what the application loads in the background after it is ready.
    private static final long SETTLING_NANOS = 10_000_000_000L;

    void add() throws IOException {
        double ours = residentMiB(contestants.site());
        rows.limit("resident memory, idle", ours, "MiB", 128);
        if (peers != null) {
            rows.atMost("resident memory, idle : FastAPI", ours, residentMiB(peers.fastApi()), "MiB", 1.2);
            rows.compare("resident memory, idle : Fastify", ours, residentMiB(peers.fastify()), "MiB");
            rows.compare("resident memory, idle : Spring Boot", ours, residentMiB(peers.spring()), "MiB");
        }
    }

    private static double residentMiB(Contestant contestant) throws IOException {
        try (var idle = contestant.start()) {
            BootTimes.awaitHealth(idle);
            LockSupport.parkNanos(SETTLING_NANOS);
            return idle.residentMiB();
        }
    }
}
