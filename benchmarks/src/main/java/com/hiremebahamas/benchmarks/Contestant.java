package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that answers `/health` on `PORT`: how it is started, and its name in the results.
record Contestant(String name, List<String> command, Map<String, String> environment) {

    /// A process of a contestant; closing it kills it.
    record Running(String name, Process process, int port) implements AutoCloseable {

        String url(String path) {
            return "http://127.0.0.1:" + port + path;
        }

        /// CPU seconds used so far by the process and its descendants.
        double cpuSeconds() {
            return tree().map(ProcessHandle::info)
                            .mapToLong(info -> info.totalCpuDuration()
                                    .orElse(Duration.ZERO)
                                    .toMillis())
                            .sum()
                    / 1000.0;
        }

        /// Resident memory of the process and its descendants, in MiB, as Linux counts it.
        double residentMiB() {
            return tree().mapToDouble(Running::residentMiB).sum();
        }

        private static double residentMiB(ProcessHandle process) {
            try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024.0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Stream<ProcessHandle> tree() {
            return Stream.concat(Stream.of(process.toHandle()), process.descendants());
        }

        @Override
        public void close() {
            tree().toList().forEach(ProcessHandle::destroyForcibly);
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Contestant with(String suffix, Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Contestant(name + suffix, command, Map.copyOf(all));
    }

    Running start() throws IOException {
        return start(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    /// Starts it with its log on the standard output of the process.
    Running startWithLog() throws IOException {
        return with("", Map.of("LOG_LEVEL", "info")).start(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private Running start(ProcessBuilder builder) throws IOException {
        int port = Ports.free();
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        return new Running(name, builder.start(), port);
    }
}
