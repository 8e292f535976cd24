package com.hiremebahamas.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// The same work with Tidepool and with HikariCP.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadBenchmark {

    private static final int THREADS = 1000;

    @Benchmark
    public void acquireTidepool(ReadState state) throws SQLException {
        state.tidepool().dataSource().getConnection().close();
    }

    @Benchmark
    public void acquireHikari(ReadState state) throws SQLException {
        state.hikari().getConnection().close();
    }

    @Benchmark
    public String rowTidepool(ReadState state) {
        return throughTidepool(state);
    }

    @Benchmark
    public String rowHikari(ReadState state) throws SQLException {
        return throughHikari(state);
    }

    /// A thousand virtual threads read one row each, over eight connections.
    @Benchmark
    public void thousandTidepool(ReadState state) throws InterruptedException, ExecutionException {
        thousand(() -> throughTidepool(state));
    }

    @Benchmark
    public void thousandHikari(ReadState state) throws InterruptedException, ExecutionException {
        thousand(() -> throughHikari(state));
    }

    private static String throughTidepool(ReadState state) {
        return state.tidepool()
                .one(ReadState.STATEMENT, row -> row.getString("name"), id())
                .orElseThrow();
    }

    private static String throughHikari(ReadState state) throws SQLException {
        try (var connection = state.hikari().getConnection();
                var statement = connection.prepareStatement(ReadState.STATEMENT)) {
            statement.setInt(1, id());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString("name");
            }
        }
    }

    private static int id() {
        return ThreadLocalRandom.current().nextInt(1000) + 1;
    }

    private static void thousand(Callable<String> read) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<String>>(THREADS);
            for (int i = 0; i < THREADS; i++) results.add(threads.submit(read));
            for (var result : results) result.get();
        }
    }
}
