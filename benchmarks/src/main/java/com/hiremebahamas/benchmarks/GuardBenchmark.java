package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.guard.PoolerGuard;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the guard costs each statement.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBenchmark {

    private static final String STATEMENT =
            "select id, display_name, headline, island_code, created_at from account where id = ?";

    private final PoolerGuard guard = new PoolerGuard(null);
    private int n;

    @Benchmark
    public void seenBefore() {
        guard.check(STATEMENT);
    }

    /// More statements than the guard caches, so that each is parsed.
    @Benchmark
    public void neverSeen() {
        guard.check(STATEMENT + " and id <> " + n++);
    }
}
