package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that answers `/health` on `PORT`, and how it is started.
record Contestant(String name, List<String> command, Map<String, String> environment) {

    /// A running contestant; closing it kills it at once.
    record Running(Process process, int port) implements AutoCloseable {

        /// CPU seconds spent so far, in all threads.
        double cpuSeconds() {
            return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
        }

        /// Resident memory now, in MiB, as Linux counts it.
        double residentMiB() {
            try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024.0;
            } catch (IOException e) {
                throw new IllegalStateException("No process " + process.pid(), e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
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
        int port = Ports.free();
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        return new Running(builder.start(), port);
    }
}
