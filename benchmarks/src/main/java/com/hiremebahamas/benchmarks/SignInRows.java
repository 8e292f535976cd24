package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Whether pages wait for passwords: a hash is some tens of milliseconds of a core, by intent.
record SignInRows(Rows rows, Contestants contestants, Pace pace) {

    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final Ask SIGNED_IN = new Ask("sign-ins", List.of());
    private static final List<Ask> ASKS = List.of(Ask.PAGE, Ask.HEALTH);

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running = Group.start(List.of(contestants.site().with("", database.environment())))) {
            var site = running.first();
            var emails = database.emails();
            var asked = new AtomicInteger();
            var times = pace.measure((sheet, seconds) -> {
                probe(site, WITHOUT, sheet, seconds);
                try (var signIns = new SignIns(site, emails, asked)) {
                    probe(site, WITH, sheet, seconds);
                    double total = (double) seconds * ASKS.size();
                    sheet.add(WITH, SIGNED_IN, signIns.answered() / total);
                }
            });
            rows.atMost(
                    "p99 of " + Ask.PAGE.name() + " while people sign in : while nobody does",
                    times.median(WITH, Ask.PAGE),
                    times.median(WITHOUT, Ask.PAGE),
                    "ms",
                    2);
            rows.limit("p99 of /health while people sign in", times.median(WITH, Ask.HEALTH), "ms", 5);
            rows.told("sign-ins a second then", times.median(WITH, SIGNED_IN), "/s");
        }
    }

    private static void probe(Contestant.Running site, String when, Sheet sheet, int seconds) throws IOException {
        for (var ask : ASKS) sheet.add(when, ask, TailRows.p99(site, ask, seconds));
    }
}
