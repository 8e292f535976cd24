package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Response times with ten and a hundred times as many jobs in the table.
record TableSizeRows(Rows rows, Contestants contestants, Rounds rounds, Wrk wrk, Path images) {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final List<Workload> WORKLOADS = List.of(Workload.JOBS, Workload.SEARCH, Workload.USER);

    void add(Workspace work) throws IOException {
        var databases = new ArrayList<BenchDatabase>();
        try {
            var sites = new ArrayList<Contestant>();
            for (int size : SIZES) {
                var database = new BenchDatabase(contestants.launcher(), work.folder(), size);
                databases.add(database);
                sites.add(contestants.site().with(count(size), database.environment()));
            }
            try (var running = RunningContestants.start(sites)) {
                addRows(micros(running));
            }
        } finally {
            databases.forEach(BenchDatabase::close);
        }
    }

    private Samples micros(RunningContestants running) throws IOException {
        return rounds.measure((samples, seconds) -> {
            for (var workload : WORKLOADS) {
                for (var one : running.all()) {
                    samples.add(
                            one.name(), workload, 1e6 / wrk.singleClient(one, workload, seconds, workload.uncached()));
                }
            }
        });
    }

    private void addRows(Samples micros) throws IOException {
        var chart = new Chart("What one answer takes, by the number of jobs", "µs");
        int fewest = SIZES.getFirst();
        for (var workload : WORKLOADS) {
            for (int size : SIZES) chart.ours(workload.name() + ", " + count(size), of(micros, size, workload));
            for (int size : SIZES.subList(1, SIZES.size())) {
                var figure = "time of " + workload.name() + ", of " + count(size) + " : of " + count(fewest);
                rows.compare(figure, of(micros, size, workload), of(micros, fewest, workload), "µs");
            }
        }
        chart.write(images.resolve("rows.svg"));
    }

    private double of(Samples micros, int size, Workload workload) {
        return micros.median(contestants.site().name() + count(size), workload);
    }

    private static String count(int size) {
        return String.format(Locale.ROOT, "%,d", size);
    }
}
