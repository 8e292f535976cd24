package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Sends a GET to each address every 20 ms, from the start of a process until each address has answered 200.
///
/// Each request has a connection and a virtual thread of its own, so a request that the server holds delays no other
/// and counts when its response has arrived.
final class BootProbe {

    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Contestant.Running running;
    private final long start;
    private final Map<Ask, Double> millis = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean portIsOpen;
    private volatile double cpuSeconds;

    /// What one boot looks like from outside.
    ///
    /// @param millis from the start of the process to the first 200
    /// @param cpuSeconds until the first row, which is the first 200 of [Ask#JOB]
    /// @param refused requests that got no 200 although the port was open: another status, a broken connection
    record Boot(Map<Ask, Double> millis, double cpuSeconds, int refused) {}

    private BootProbe(Contestant.Running running, long start) {
        this.running = running;
        this.start = start;
    }

    /// Starts the contestant, blocks until each address has answered 200 and each request has its outcome, and kills
    /// the contestant.
    ///
    /// @param phaseNanos from the start of the process to the first request, below [#INTERVAL_NANOS]
    /// @throws IOException when an address does not answer 200 within 30 s
    static Boot measure(Contestant contestant, List<Ask> asks, long phaseNanos) throws IOException {
        long start = System.nanoTime();
        try (var running = contestant.start()) {
            var probe = new BootProbe(running, start);
            probe.sendUntilAnswered(asks, phaseNanos);
            return new Boot(Map.copyOf(probe.millis), probe.cpuSeconds, probe.refused.get());
        }
    }

    /// The addresses take turns within the interval, so that their requests do not arrive at one moment.
    private void sendUntilAnswered(List<Ask> asks, long phaseNanos) throws IOException {
        long due = start + phaseNanos;
        long end = start + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; millis.size() < asks.size(); i++, due += INTERVAL_NANOS / asks.size()) {
                if (due > end) throw new IOException(running.name() + " answered only " + millis.keySet());
                LockSupport.parkNanos(due - System.nanoTime());
                var ask = asks.get(i % asks.size());
                requests.execute(() -> send(ask));
            }
        }
    }

    private void send(Ask ask) {
        boolean wasOpen = portIsOpen;
        try (var socket = connect()) {
            portIsOpen |= socket != null;
            if (socket != null && isOk(socket, ask.path(0))) answered(ask);
            // Before the first connection the kernel refuses them, since nothing listens yet.
            else if (socket != null || wasOpen) refused.incrementAndGet();
        } catch (IOException e) {
            refused.incrementAndGet();
        }
    }

    /// Null when the connection is refused.
    private @Nullable Socket connect() throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port()), TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            return null;
        }
    }

    /// Reads the response to its end.
    private static boolean isOk(Socket socket, String path) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var response = socket.getInputStream().readAllBytes();
        return new String(response, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
    }

    private void answered(Ask ask) {
        double now = (System.nanoTime() - start) / 1e6;
        if (millis.putIfAbsent(ask, now) == null && ask.equals(Ask.JOB)) cpuSeconds = running.cpuSeconds();
    }
}
