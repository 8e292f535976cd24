package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an answer takes with ten and a hundred times as many jobs in the table.
record GrowthRows(Rows rows, Contestants contestants, Pace pace, Wrk wrk, Path images) {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final List<Ask> ASKS = List.of(Ask.JOBS, Ask.WORD, Ask.USER);

    void add(Workspace work) throws IOException {
        var databases = new ArrayList<BenchDatabase>();
        try {
            var sites = new ArrayList<Contestant>();
            for (int size : SIZES) {
                var database = new BenchDatabase(contestants.launcher(), work.folder(), size);
                databases.add(database);
                sites.add(contestants.site().with(count(size), database.environment()));
            }
            try (var running = Group.start(sites)) {
                tell(micros(running));
            }
        } finally {
            databases.forEach(BenchDatabase::close);
        }
    }

    private Sheet micros(Group running) throws IOException {
        return pace.measure((sheet, seconds) -> {
            for (var ask : ASKS) {
                for (var one : running.all()) {
                    sheet.add(one.name(), ask, 1e6 / wrk.alone(one, ask, seconds, Ask.ANEW));
                }
            }
        });
    }

    private void tell(Sheet micros) throws IOException {
        var chart = new Chart("What one answer takes, by the number of jobs", "µs");
        int fewest = SIZES.getFirst();
        for (var ask : ASKS) {
            for (int size : SIZES) chart.ours(ask.name() + ", " + count(size), of(micros, size, ask));
            for (int size : SIZES.subList(1, SIZES.size())) {
                var figure = "time of " + ask.name() + ", of " + count(size) + " : of " + count(fewest);
                rows.told(figure, of(micros, size, ask), of(micros, fewest, ask), "µs");
            }
        }
        chart.write(images.resolve("rows.svg"));
    }

    private double of(Sheet micros, int size, Ask ask) {
        return micros.median(contestants.site().name() + count(size), ask);
    }

    private static String count(int size) {
        return String.format(Locale.ROOT, "%,d", size);
    }
}
