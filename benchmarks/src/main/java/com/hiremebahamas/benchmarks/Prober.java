package com.hiremebahamas.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Asks for `/health` at a steady rate beside a load, from a process of its own.
///
/// On two cores whoever measures waits for a core too, and that wait looks like the server's. A process of its own does
/// not share the garbage collector and the compiler of the generator. What is left is shown by asking a second server
/// that nobody else asks, at the same times: a bare Jetty handler, which can only be late because the machine is.
final class Prober implements AutoCloseable {

    private static final int WARM_SECONDS = 2;

    private final Process process;
    private final BufferedReader said;

    /// Milliseconds at the 99th percentile.
    record Tails(double site, double idle) {}

    private Prober(Process process) {
        this.process = process;
        this.said = process.inputReader();
    }

    /// Returns when it has warmed up and begins to measure.
    static Prober start(Contestant.Running site, Contestant.Running idle, int seconds) throws IOException {
        var command = new ArrayList<>(Contestants.java("Prober", "-Xshare:auto"));
        for (int number : List.of(seconds, site.port(), idle.port())) command.add(Integer.toString(number));
        var prober = new Prober(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        prober.said.readLine();
        return prober;
    }

    /// Blocks until it has measured.
    Tails tails() throws IOException {
        var site = said.readLine();
        var idle = said.readLine();
        if (site == null || idle == null) throw new IOException("The prober ended early");
        return new Tails(Double.parseDouble(site), Double.parseDouble(idle));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        int seconds = Integer.parseInt(arguments[0]);
        try (var site = toHealth(arguments[1]);
                var idle = toHealth(arguments[2])) {
            p99s(site, idle, WARM_SECONDS);
            IO.println("warm");
            p99s(site, idle, seconds).forEach(IO::println);
        }
    }

    private static OpenLoop toHealth(String port) throws IOException {
        return OpenLoop.of(Integer.parseInt(port), Ask.HEALTH, Wrk.CROWD);
    }

    private static List<Double> p99s(OpenLoop site, OpenLoop idle, int seconds) {
        var coming = Stream.of(site, idle)
                .map(loop -> Beside.start(
                        () -> loop.run(TailRows.PER_SECOND, seconds).p99()))
                .toList();
        return coming.stream().map(CompletableFuture::join).toList();
    }
}
