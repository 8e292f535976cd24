package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Programs of others that load a server, and the one figure read from what they print.
final class Shell {

    private static final Pattern WRK = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern PGBENCH = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    private Shell() {}

    /// Requests a second by wrk's closed loop: one thread, 32 connections. A run with errors is no figure.
    static double wrk(String url, int seconds, String... headers) throws IOException {
        var command = new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + seconds + "s", "--latency"));
        for (var header : headers) command.addAll(List.of("-H", header));
        command.add(url);
        var output = run(command);
        if (output.contains("Non-2xx")) throw new IOException(url + " answered with errors:\n" + output);
        return figure(WRK, output);
    }

    /// Transactions a second by pgbench: extended protocol, 10 clients, one query in a file.
    static double pgbench(String pgbench, String url, String file, int seconds) throws IOException {
        return figure(
                PGBENCH, run(List.of(pgbench, "-n", "-M", "extended", "-c10", "-j1", "-T" + seconds, "-f", file, url)));
    }

    static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Runs a step that everything after it needs.
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
