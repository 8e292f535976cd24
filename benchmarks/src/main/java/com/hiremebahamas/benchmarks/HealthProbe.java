package com.hiremebahamas.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Requests `/health` at a steady rate during a load, from a process of its own.
///
/// On two cores the probe waits for a core too, and that wait would count as the server's. A process of its own shares
/// neither the garbage collector nor the JIT of the load generator. The rest shows in a second server that has no other
/// load, a bare Jetty handler, which gets requests at the same times: it is only late when the machine is busy.
final class HealthProbe implements AutoCloseable {

    private static final int WARM_UP_SECONDS = 2;

    private final Process process;
    private final BufferedReader output;

    /// Response times at the 99th percentile, in milliseconds.
    record P99(double site, double idle) {}

    private HealthProbe(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// Blocks until the probe has warmed up and starts to measure.
    static HealthProbe start(Contestant.Running site, Contestant.Running idle, int seconds) throws IOException {
        var command = new ArrayList<>(Contestants.java("HealthProbe", "-Xshare:auto"));
        for (int number : List.of(seconds, site.port(), idle.port())) command.add(Integer.toString(number));
        var probe = new HealthProbe(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        probe.output.readLine();
        return probe;
    }

    /// Blocks until the probe has measured.
    P99 p99() throws IOException {
        var site = output.readLine();
        var idle = output.readLine();
        if (site == null || idle == null) throw new IOException("The probe ended early");
        return new P99(Double.parseDouble(site), Double.parseDouble(idle));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        int seconds = Integer.parseInt(arguments[0]);
        try (var site = loop(arguments[1]);
                var idle = loop(arguments[2])) {
            p99s(site, idle, WARM_UP_SECONDS);
            IO.println("warm");
            p99s(site, idle, seconds).forEach(IO::println);
        }
    }

    private static OpenLoop loop(String port) throws IOException {
        return OpenLoop.of(Integer.parseInt(port), Workload.HEALTH, Wrk.CONNECTIONS);
    }

    private static List<Double> p99s(OpenLoop site, OpenLoop idle, int seconds) {
        var running = Stream.of(site, idle)
                .map(loop -> Background.start(
                        () -> loop.run(TailLatencyRows.PER_SECOND, seconds).p99()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
