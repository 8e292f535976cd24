package com.hiremebahamas.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

    public static void main(String[] arguments) {
        int seconds = Integer.parseInt(arguments[0]);
        var ports = List.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        both(ports, WARM_SECONDS);
        IO.println("warm");
        both(ports, seconds).forEach(IO::println);
    }

    private static List<Double> both(List<Integer> ports, int seconds) {
        var coming = ports.stream()
                .map(port -> Beside.start(() -> p99(port, seconds)))
                .toList();
        return coming.stream().map(CompletableFuture::join).toList();
    }

    private static double p99(int port, int seconds) throws IOException {
        return OpenLoop.of(port, Ask.HEALTH, Wrk.CROWD)
                .run(TailRows.PER_SECOND, seconds)
                .p99();
    }
}
