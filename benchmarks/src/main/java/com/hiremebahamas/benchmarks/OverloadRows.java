package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Response times and rejections at ten times the capacity, and with a database that hangs.
///
/// A slow database limits the capacity, not the machine: a load generator on the same two cores could not send
/// ten times the requests that the site can serve.
record OverloadRows(Rows rows, Contestants contestants, Wrk wrk) {

    private static final Duration SLOW = Duration.ofMillis(10);
    private static final int SECONDS = 8;
    private static final int IDLE_CONNECTIONS = 10_000;
    private static final int WAITING = 1_000;
    private static final String IDLE_JETTY = "a bare Jetty handler without other load";

    /// More than the site admits, which is 200 running and 1,000 waiting requests: there is always a free
    /// connection.
    private static final int CONNECTIONS = 2_000;

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var proxy = FaultProxy.to(URI.create(database.pooledUrl()).getPort());
                var running = RunningContestants.start(List.of(
                        contestants
                                .site()
                                .with(
                                        "",
                                        Map.of(
                                                "DATABASE_URL",
                                                proxy.through(database.pooledUrl()),
                                                "KEEP_ALIVE",
                                                "60")),
                        contestants.jetty()))) {
            var site = running.first();
            var jetty = running.others().getFirst();
            overload(site, jetty, proxy);
            hang(site, jetty, proxy);
            connections(site);
        }
    }

    private void overload(Contestant.Running site, Contestant.Running jetty, FaultProxy proxy) throws IOException {
        // At full rate first, or the JIT would still compile while response times are measured.
        wrk.concurrent(site, Workload.DISTINCT_SEARCHES, 2 * SECONDS, Workload.DISTINCT_SEARCHES.uncached());
        proxy.delay(SLOW);
        wrk.concurrent(site, Workload.DISTINCT_SEARCHES, SECONDS, Workload.DISTINCT_SEARCHES.uncached());
        double best = wrk.concurrent(site, Workload.DISTINCT_SEARCHES, SECONDS, Workload.DISTINCT_SEARCHES.uncached());
        try (var loop = OpenLoop.of(
                site.port(), Workload.DISTINCT_SEARCHES, CONNECTIONS, Workload.DISTINCT_SEARCHES.uncached())) {
            // One request on each connection first, because the first is slower.
            int rate = (int) (best / 2);
            loop.run(rate, 1 + CONNECTIONS / rate);
            overload(site, jetty, loop, best);
        }
        proxy.delay(Duration.ZERO);
    }

    private void overload(Contestant.Running site, Contestant.Running jetty, OpenLoop loop, double best)
            throws IOException {
        try (var probe = HealthProbe.start(site, jetty, SECONDS)) {
            var load = loop.run((int) (10 * best), SECONDS);
            var health = probe.p99();
            rows.atLeast("served at ten times the capacity : the best", load.throughput(), best, "/s", 0.8);
            rows.limit("p99 of what is served then", load.p99(200), "ms", 10_000);
            rows.limit("p99 of a refusal then", load.p99(503), "ms", 50);
            rows.report("p99 of how late the load generator sent then", load.p99SendDelay(), "ms");
            rows.limit("p99 of /health then", health.site(), "ms", 5);
            rows.compare("p99 of /health then : " + IDLE_JETTY, health.site(), health.idle(), "ms");
            rows.limit("connections that broke then", load.broken(), "", 0);
        }
    }

    private void hang(Contestant.Running site, Contestant.Running jetty, FaultProxy proxy) throws IOException {
        proxy.hold();
        try (var loop = OpenLoop.of(
                        site.port(), Workload.DISTINCT_SEARCHES, WAITING, Workload.DISTINCT_SEARCHES.uncached());
                var probe = HealthProbe.start(site, jetty, SECONDS)) {
            var loading = Background.start(() -> loop.run(WAITING, 1));
            var health = probe.p99();
            rows.limit("p99 of /health while 1,000 wait for a database that hangs", health.site(), "ms", 5);
            rows.compare("p99 of /health then : " + IDLE_JETTY, health.site(), health.idle(), "ms");
            proxy.release();
            var responses = loading.join();
            rows.limit("of the 1,000 not answered", WAITING - responses.count(200) - responses.count(503), "", 0);
        }
    }

    private void connections(Contestant.Running site) throws IOException {
        double before = site.residentMiB();
        var idle = new ArrayList<Socket>();
        try {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) idle.add(keptAlive(site));
            rows.limit("10,000 idle connections, more memory", site.residentMiB() - before, "MiB", 200);
        } finally {
            for (var socket : idle) socket.close();
        }
    }

    /// An idle keep-alive connection. It had three requests, because a server allocates some state of a
    /// connection at its second request.
    private static Socket keptAlive(Contestant.Running site) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        for (int i = 0; i < 3; i++) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            if (!isOk(socket)) throw new IOException("No 200 on a new connection");
        }
        return socket;
    }

    private static boolean isOk(Socket socket) throws IOException {
        var response = new HttpResponseParser();
        var bytes = new byte[4096];
        for (int count = socket.getInputStream().read(bytes);
                count > 0;
                count = socket.getInputStream().read(bytes)) {
            if (response.parse(ByteBuffer.wrap(bytes, 0, count))) return response.status() == 200;
        }
        return false;
    }
}
