package com.hiremebahamas.tidepool;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The guard is nobody's business outside its package, so its benchmark lies in it.
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBenchmark {

    private static final String STATEMENT =
            "select id, display_name, headline, island_code, created_at from account where id = ?";

    private final PoolerGuard guard = new PoolerGuard();
    private int n;

    @Benchmark
    public void seenBefore() {
        guard.check(STATEMENT);
    }

    /// Beyond what it remembers, so that each is read in full.
    @Benchmark
    public void neverSeen() {
        guard.check(STATEMENT + " and id <> " + n++);
    }
}
