package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// The machine and the revision that were measured.
final class Machine {

    private Machine() {}

    /// Date, commit, cores and JDK, for the head of a page of results.
    ///
    /// @param command that was run
    static String described(String command) throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, commit %s, `%s`. %d cores of %s, JDK %s.",
                LocalDate.now(ZoneOffset.UTC),
                Shell.run(List.of("git", "rev-parse", "--short", "HEAD")).strip(),
                command,
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version());
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        }
    }
}
