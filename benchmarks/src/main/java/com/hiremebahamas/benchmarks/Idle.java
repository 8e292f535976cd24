package com.hiremebahamas.benchmarks;

import java.util.concurrent.locks.LockSupport;

/// What an idle process costs.
final class Idle {

    private Idle() {}

    /// Resident memory ten seconds after the boot, when what is loaded behind the open port has been loaded.
    static double residentMiB(Contestant.Running running) {
        LockSupport.parkNanos(10_000_000_000L);
        return running.residentMiB();
    }
}
