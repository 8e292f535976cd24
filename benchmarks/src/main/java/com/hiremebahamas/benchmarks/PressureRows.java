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

/// What becomes of those who ask when far more ask than can be served.
///
/// A slow database sets the capacity, not the machine: a generator on the same two cores could not ask ten times as
/// much as they can answer.
record PressureRows(Rows rows, Contestants contestants, Wrk wrk) {

    private static final Duration SLOW = Duration.ofMillis(10);
    private static final int SECONDS = 8;
    private static final int IDLE_CONNECTIONS = 10_000;
    private static final int WAITING = 1_000;
    private static final String UNASKED = "a bare Jetty handler that nobody else asks";

    /// More than the site lets in, which is 200 at work and 1,000 waiting: there is always one free for the next.
    private static final int CONNECTIONS = 2_000;

    void add(Workspace work) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var proxy = FaultProxy.to(URI.create(database.pooledUrl()).getPort());
                var running = Group.start(List.of(
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
        // As fast as it goes, or the compiler would still be at work while the tails are measured.
        wrk.crowd(site, Ask.SEARCHES, 2 * SECONDS, Ask.ANEW);
        proxy.delay(SLOW);
        wrk.crowd(site, Ask.SEARCHES, SECONDS, Ask.ANEW);
        double best = wrk.crowd(site, Ask.SEARCHES, SECONDS, Ask.ANEW);
        try (var loop = OpenLoop.of(site.port(), Ask.SEARCHES, CONNECTIONS, Ask.ANEW)) {
            // Each connection once: the first request on one takes what opening it takes.
            int calm = (int) (best / 2);
            loop.run(calm, 1 + CONNECTIONS / calm);
            flood(site, jetty, loop, best);
        }
        proxy.delay(Duration.ZERO);
    }

    private void flood(Contestant.Running site, Contestant.Running jetty, OpenLoop loop, double best)
            throws IOException {
        try (var prober = Prober.start(site, jetty, SECONDS)) {
            var flood = loop.run((int) (10 * best), SECONDS);
            var health = prober.tails();
            rows.atLeast("served at ten times the capacity : the best", flood.served(), best, "/s", 0.8);
            rows.limit("p99 of what is served then", flood.p99(200), "ms", 10_000);
            rows.limit("p99 of a refusal then", flood.p99(503), "ms", 50);
            rows.told("p99 of how late the flood itself asked then", flood.p99OfLeaving(), "ms");
            rows.limit("p99 of /health then", health.site(), "ms", 5);
            rows.told("p99 of /health then : " + UNASKED, health.site(), health.idle(), "ms");
            rows.limit("connections that broke then", flood.broken(), "", 0);
        }
    }

    private void hang(Contestant.Running site, Contestant.Running jetty, FaultProxy proxy) throws IOException {
        proxy.hold();
        try (var loop = OpenLoop.of(site.port(), Ask.SEARCHES, WAITING, Ask.ANEW);
                var prober = Prober.start(site, jetty, SECONDS)) {
            var asking = Beside.start(() -> loop.run(WAITING, 1));
            var health = prober.tails();
            rows.limit("p99 of /health while 1,000 wait for a database that hangs", health.site(), "ms", 5);
            rows.told("p99 of /health then : " + UNASKED, health.site(), health.idle(), "ms");
            proxy.release();
            var answers = asking.join();
            rows.limit("of the 1,000 not answered", WAITING - answers.count(200) - answers.count(503), "", 0);
        }
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

    /// A connection that has been answered and waits for more. Asked three times: what a server keeps for a connection
    /// that comes back is made when it does.
    private static Socket asked(Contestant.Running site) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        for (int i = 0; i < 3; i++) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            if (!whole(socket)) throw new IOException("No answer on a new connection");
        }
        return socket;
    }

    private static boolean whole(Socket socket) throws IOException {
        var answer = new HttpAnswer();
        var bytes = new byte[4096];
        for (int count = socket.getInputStream().read(bytes);
                count > 0;
                count = socket.getInputStream().read(bytes)) {
            if (answer.take(ByteBuffer.wrap(bytes, 0, count))) return answer.status() == 200;
        }
        return false;
    }
}
