package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// What becomes of those who ask when far more ask than can be served.
///
/// A slow database sets the capacity, not the machine: a generator on the same two cores could not ask ten times as
/// much as they can answer.
record PressureRows(Rows rows, Contestants contestants) {

    private static final Duration SLOW = Duration.ofMillis(10);
    private static final String JOBS = "/api/jobs?limit=20";
    private static final int SECONDS = 8;
    private static final int IDLE_CONNECTIONS = 10_000;
    private static final int WAITING = 1_000;

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var proxy = FaultProxy.to(URI.create(database.pooledUrl()).getPort());
                var site = contestants
                        .site()
                        .with("", Map.of("DATABASE_URL", proxy.through(database.pooledUrl()), "KEEP_ALIVE", "60"))
                        .start()) {
            Boots.awaitApplication(site);
            overload(site, proxy);
            hang(site, proxy);
            connections(site);
        }
    }

    private void overload(Contestant.Running site, FaultProxy proxy) throws IOException {
        proxy.delay(SLOW);
        Shell.wrk(site.url(JOBS), SECONDS, LoadRows.ANEW);
        double best = Shell.wrk(site.url(JOBS), SECONDS, LoadRows.ANEW);
        var health = beside(() -> Probe.at(site.port(), "/health", LoadRows.PER_SECOND, SECONDS));
        var flood = Flood.at(site, JOBS, (int) (10 * best), SECONDS);
        rows.atLeast("served at ten times the capacity : the best", flood.served(), best, "/s", 0.8);
        rows.limit("p99 of what is served then", flood.p99(200), "ms", 10_000);
        rows.limit("p99 of a refusal then", flood.p99(503), "ms", 50);
        rows.limit("p99 of /health then", health.join().p99(), "ms", 5);
        rows.limit("connections that broke then", flood.count(0), "", 0);
        proxy.delay(Duration.ZERO);
    }

    private void hang(Contestant.Running site, FaultProxy proxy) throws IOException {
        proxy.hold();
        var health = beside(() -> Probe.at(site.port(), "/health", LoadRows.PER_SECOND, SECONDS));
        var flood = beside(() -> Flood.at(site, JOBS, WAITING, 1));
        rows.limit(
                "p99 of /health while 1,000 wait for a database that hangs",
                health.join().p99(),
                "ms",
                5);
        proxy.release();
        rows.limit(
                "of the 1,000 not answered",
                WAITING - flood.join().count(200) - flood.join().count(503),
                "",
                0);
    }

    private void connections(Contestant.Running site) throws IOException {
        double before = site.residentMiB();
        var idle = new ArrayList<Socket>();
        try {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) idle.add(asked(site));
            rows.limit("10,000 idle connections, more memory", site.residentMiB() - before, "MiB", 200);
        } finally {
            for (var socket : idle) socket.close();
        }
    }

    /// A connection that has been answered once and waits for more.
    private static Socket asked(Contestant.Running site) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        socket.getOutputStream()
                .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        if (socket.getInputStream().read() != 'H') throw new IOException("No answer on a new connection");
        return socket;
    }

    private interface Measuring<T> {
        T measure() throws IOException;
    }

    private static <T> CompletableFuture<T> beside(Measuring<T> measuring) {
        Supplier<T> work = () -> {
            try {
                return measuring.measure();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        };
        return CompletableFuture.supplyAsync(work, task -> Thread.ofPlatform().start(task));
    }
}
