package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures Tidepool and plain HikariCP by JMH and writes `benchmarks/TIDEPOOL.md`.
///
/// JMH runs one benchmark after another, and the load of a shared machine changes from minute to minute. So each round
/// runs all benchmarks, and the medians of the rounds are compared.
final class LibraryBenchmarks {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 1;

    /// Each benchmark with its values of [ReadState#configuration].
    private static final Map<String, List<String>> BENCHMARKS = Map.ofEntries(
            Map.entry("rowTidepool", List.of("pooler", "direct", "unnamed")),
            Map.entry("rowHikari", List.of("pooler", "settled", "direct")),
            Map.entry("acquireTidepool", List.of("pooler")),
            Map.entry("acquireHikari", List.of("pooler")),
            Map.entry("thousandTidepool", List.of("pooler", "direct")),
            Map.entry("thousandHikari", List.of("pooler", "direct")),
            Map.entry("failFast", List.of()),
            Map.entry("GuardBenchmark.seenBefore", List.of()),
            Map.entry("GuardBenchmark.neverSeen", List.of()),
            Map.entry("UrlBenchmark.parse", List.of()));

    private final Map<String, List<Double>> figures = new HashMap<>();

    static void measure(Path root) throws IOException, RunnerException {
        var benchmarks = new LibraryBenchmarks();
        for (int round = 0; round < ROUNDS; round++) {
            for (var benchmark : BENCHMARKS.entrySet()) benchmarks.run(benchmark.getKey(), benchmark.getValue());
        }
        var page = "# Tidepool, measured\n\n"
                + Machine.described("bin/bench --library")
                + " JMH, one fork, medians of " + ROUNDS + " rounds in turn of three iterations of " + SECONDS
                + " s each.\n\n" + benchmarks.table() + """


                PgBouncer before 1.20 sets `DateStyle` again whenever it assigns a server connection to plain JDBC,
                because the driver sends half of its value at start-up: a round trip more for each statement. *Settled*
                is HikariCP with `set datestyle = 'ISO, YMD'` as its `connectionInitSql`; Tidepool sends the full value.
                """;
        Files.writeString(root.resolve("benchmarks/TIDEPOOL.md"), page);
        IO.println(page);
    }

    private void run(String benchmark, List<String> configurations) throws RunnerException {
        var options = new OptionsBuilder()
                .include("." + benchmark + "$")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(SECONDS))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(SECONDS))
                .jvmArgs("-Djava.util.logging.SimpleFormatter.format=", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT);
        if (!configurations.isEmpty()) options.param("configuration", configurations.toArray(String[]::new));
        for (var result : new Runner(options.build()).run()) {
            figures.computeIfAbsent(name(result), _ -> new ArrayList<>()).add(score(result));
        }
    }

    private static String name(RunResult result) {
        var label = result.getParams().getBenchmark();
        var configuration = result.getParams().getParam("configuration");
        return label.substring(label.lastIndexOf('.') + 1) + (configuration == null ? "" : " " + configuration);
    }

    /// The median in sample mode, else the mean.
    private static double score(RunResult result) {
        var primary = result.getPrimaryResult();
        return result.getParams().getMode().shortLabel().equals("sample")
                ? primary.getStatistics().getPercentile(50)
                : primary.getScore();
    }

    private Rows table() {
        var rows = new Rows();
        row(rows, "pooler", "pooler");
        row(rows, "pooler", "settled");
        row(rows, "direct", "direct");
        for (var configuration : List.of("pooler", "direct")) {
            rows.compare(
                    "1,000 virtual threads on 8 connections, " + configuration + " : HikariCP",
                    median("thousandTidepool " + configuration) / 1000,
                    median("thousandHikari " + configuration) / 1000,
                    "ms");
        }
        rows.compare(
                "acquire and release, plain JDBC : HikariCP",
                median("acquireTidepool pooler"),
                median("acquireHikari pooler"),
                "µs");
        rows.compare(
                "one row, direct : the same without statements kept by name",
                median("rowTidepool direct"),
                median("rowTidepool unnamed"),
                "µs");
        rows.limit("failing fast, breaker open", median("failFast") / 1000, "µs", 5);
        rows.limit("guard, a statement seen before", median("seenBefore") / 1000, "µs", 1);
        rows.limit("guard, one never seen", median("neverSeen") / 1000, "µs", 100);
        rows.limit("parsing a URL", median("parse") / 1000, "µs", 100);
        return rows;
    }

    private void row(Rows rows, String configuration, String theirs) {
        rows.atMost(
                "one row, " + configuration + " : HikariCP, " + theirs,
                median("rowTidepool " + configuration),
                median("rowHikari " + theirs),
                "µs",
                1.05);
    }

    private double median(String name) {
        return Statistics.median(Objects.requireNonNull(figures.get(name), name));
    }
}
