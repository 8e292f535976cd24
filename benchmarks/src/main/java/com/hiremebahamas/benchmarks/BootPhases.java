package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// The phases of a boot, from the times in the log of the program.
///
/// @param toMain milliseconds from the start of the process to `main`
/// @param toServer from there until the HTTP server listens
/// @param toReady from there until the application answers
record BootPhases(double toMain, double toServer, double toReady) {

    private static final Pattern READY = Pattern.compile("is ready in ([0-9]+) ms");

    static BootPhases medians(Contestant site, int rounds) throws IOException {
        var all = new ArrayList<BootPhases>();
        for (int round = 0; round <= rounds; round++) {
            var phases = once(site);
            if (round > 0) all.add(phases);
        }
        return new BootPhases(
                Statistics.median(all.stream().map(BootPhases::toMain).toList()),
                Statistics.median(all.stream().map(BootPhases::toServer).toList()),
                Statistics.median(all.stream().map(BootPhases::toReady).toList()));
    }

    private static BootPhases once(Contestant site) throws IOException {
        var start = Instant.now();
        try (var running = site.startWithLog()) {
            var listening = start;
            for (var line : (Iterable<String>) running.process().inputReader().lines()::iterator) {
                if (line.contains("Listening on")) listening = at(line);
                var ready = READY.matcher(line);
                if (ready.find()) return of(start, listening, at(line), Long.parseLong(ready.group(1)));
            }
            throw new IOException("The log has no line that says the program is ready");
        }
    }

    private static BootPhases of(Instant start, Instant listening, Instant ready, long sinceMain) {
        long main = ready.toEpochMilli() - sinceMain;
        return new BootPhases(
                main - start.toEpochMilli(),
                listening.toEpochMilli() - main,
                ready.toEpochMilli() - listening.toEpochMilli());
    }

    private static Instant at(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    /// @param answered milliseconds until the first response, which may precede the HTTP server
    Chart chart(double answered) {
        return new Chart("Where the time of a boot goes", "ms")
                .ours("to the first answer", answered)
                .ours("the server", Math.max(0, toMain + toServer - answered))
                .ours("the site behind it", toReady);
    }
}
