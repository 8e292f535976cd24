package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/// Measures Tidepool by JMH beside plain HikariCP and writes `benchmarks/TIDEPOOL.md`.
///
/// JMH runs one benchmark after another, and a shared machine is not the same from one minute to the next: so all run
/// in turn, several times over, and the medians are compared.
final class Library {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 1;

    /// Each benchmark and the ways of [ReadState] it is run over.
    private static final Map<String, List<String>> BENCHMARKS = Map.ofEntries(
            Map.entry("rowTidepool", List.of("pooler", "direct", "unnamed")),
            Map.entry("rowHikari", List.of("pooler", "settled", "direct")),
            Map.entry("borrowTidepool", List.of("pooler")),
            Map.entry("borrowHikari", List.of("pooler")),
            Map.entry("thousandTidepool", List.of("pooler", "direct")),
            Map.entry("thousandHikari", List.of("pooler", "direct")),
            Map.entry("failFast", List.of()),
            Map.entry("GuardBenchmark.seenBefore", List.of()),
            Map.entry("GuardBenchmark.neverSeen", List.of()),
            Map.entry("UrlBenchmark.parse", List.of()));

    private final Map<String, List<Double>> figures = new HashMap<>();

    static void measure(Path root) throws IOException, RunnerException {
        var library = new Library();
        for (int round = 0; round < ROUNDS; round++) {
            for (var benchmark : BENCHMARKS.entrySet()) library.run(benchmark.getKey(), benchmark.getValue());
        }
        var page = "# Tidepool, measured\n\n"
                + Machine.described("bin/bench --library")
                + " JMH, one fork, medians of " + ROUNDS + " rounds in turn of three iterations of " + SECONDS
                + " s each.\n\n" + library.table() + """


                Before its 1.20 PgBouncer sets `DateStyle` anew each time it lends a connection to plain JDBC, because
                the driver asks for half of its name: a round trip more for each statement. *Settled* is HikariCP with
                `set datestyle = 'ISO, YMD'` as its `connectionInitSql`; Tidepool names it in full by itself.
                """;
        Files.writeString(root.resolve("benchmarks/TIDEPOOL.md"), page);
        IO.println(page);
    }

    private void run(String benchmark, List<String> ways) throws RunnerException {
        var options = new OptionsBuilder()
                .include("." + benchmark + "$")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(SECONDS))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(SECONDS))
                .jvmArgs("-Djava.util.logging.SimpleFormatter.format=", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT);
        if (!ways.isEmpty()) options.param("way", ways.toArray(String[]::new));
        for (var result : new Runner(options.build()).run()) {
            figures.computeIfAbsent(name(result), _ -> new ArrayList<>()).add(score(result));
        }
    }

    private static String name(RunResult result) {
        var label = result.getParams().getBenchmark();
        var way = result.getParams().getParam("way");
        return label.substring(label.lastIndexOf('.') + 1) + (way == null ? "" : " " + way);
    }

    /// The median where samples were taken, else the mean.
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
        for (var way : List.of("pooler", "direct")) {
            rows.told(
                    "1,000 virtual threads on 8 connections, " + way + " : HikariCP",
                    median("thousandTidepool " + way) / 1000,
                    median("thousandHikari " + way) / 1000,
                    "ms");
        }
        rows.told(
                "borrow and return plain JDBC : HikariCP",
                median("borrowTidepool pooler"),
                median("borrowHikari pooler"),
                "µs");
        rows.told(
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

    private void row(Rows rows, String way, String theirs) {
        rows.atMost(
                "one row, " + way + " : HikariCP, " + theirs,
                median("rowTidepool " + way),
                median("rowHikari " + theirs),
                "µs",
                1.05);
    }

    private double median(String name) {
        var sorted = Objects.requireNonNull(figures.get(name), name).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
