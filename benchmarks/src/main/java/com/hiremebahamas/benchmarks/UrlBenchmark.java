package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UrlBenchmark {

    private String text =
            "postgresql://ann:p%40ss@ep-cool-pooler.eu.neon.tech/site?sslmode=require&channel_binding=require";

    @Benchmark
    public DatabaseUrl parse() {
        return DatabaseUrl.parse(text);
    }
}
