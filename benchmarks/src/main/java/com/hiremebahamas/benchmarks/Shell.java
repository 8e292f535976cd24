package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Runs external programs, and reads the figure that a load generator prints.
final class Shell {

    private static final Pattern WRK = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern PGBENCH = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    private Shell() {}

    /// Requests per second by wrk.
    ///
    /// @throws IOException when a response is not a 2xx
    static double wrk(List<String> command) throws IOException {
        var output = run(command);
        if (output.contains("Non-2xx")) {
            throw new IOException(String.join(" ", command) + " met errors:\n" + output);
        }
        return figure(WRK, output);
    }

    /// Transactions per second by pgbench.
    static double pgbench(List<String> command) throws IOException {
        return figure(PGBENCH, run(command));
    }

    /// Returns the output, whatever the exit status.
    static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// @throws IOException with the output, when the exit status is not 0
    static void require(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) throw new IOException(String.join(" ", command) + "\n" + output);
    }

    private static double figure(Pattern pattern, String output) throws IOException {
        var found = pattern.matcher(output);
        if (!found.find()) throw new IOException("No figure in:\n" + output);
        return Double.parseDouble(found.group(1));
    }
}
