package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The time of a call that fails because the circuit breaker is open.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FailFastBenchmark {

    private final ClosedPort closed = ClosedPort.open();
    private final Tidepool tidepool = Tidepool.of(
            DatabaseUrl.parse("postgresql://ann:pw@127.0.0.1:" + closed.port() + "/x?sslmode=disable"),
            PoolSettings.DEFAULT);

    @Setup
    public void open() {
        failFast();
    }

    @TearDown
    public void close() {
        tidepool.close();
        closed.close();
    }

    /// The median is a call while the breaker is open; once in a window one call is the probe.
    @Benchmark
    public Object failFast() {
        try {
            return tidepool.list("select 1", row -> 1);
        } catch (DatabaseException e) {
            return e;
        }
    }
}
