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

/// Sends a GET for each workload every 20 ms, from the start of a process until each has been answered 200.
///
/// Each request has a connection and a virtual thread of its own, so a request that the server holds delays no other
/// and counts when its response has arrived.
final class BootProbe {

    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Contestant.Running running;
    private final long start;
    private final Map<Workload, Double> millis = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean portIsOpen;
    private volatile double cpuSeconds;

    /// One boot as its clients see it.
    ///
    /// @param millis from the start of the process to the first 200
    /// @param cpuSeconds until the first row, which is the first 200 of [Workload#JOB]
    /// @param refused requests that got no 200 although the port was open: another status, a broken connection
    record Result(Map<Workload, Double> millis, double cpuSeconds, int refused) {}

    private BootProbe(Contestant.Running running, long start) {
        this.running = running;
        this.start = start;
    }

    /// Starts the contestant, blocks until each workload has been answered 200 and each request has its outcome, and
    /// kills the contestant.
    ///
    /// @param phaseNanos from the start of the process to the first request, below [#INTERVAL_NANOS]
    /// @throws IOException when a workload is not answered 200 within 30 s
    static Result measure(Contestant contestant, List<Workload> workloads, long phaseNanos) throws IOException {
        long start = System.nanoTime();
        try (var running = contestant.start()) {
            var probe = new BootProbe(running, start);
            probe.sendUntilAnswered(workloads, phaseNanos);
            return new Result(Map.copyOf(probe.millis), probe.cpuSeconds, probe.refused.get());
        }
    }

    /// The workloads are spread over the interval, so that their requests do not arrive together.
    private void sendUntilAnswered(List<Workload> workloads, long phaseNanos) throws IOException {
        long due = start + phaseNanos;
        long end = start + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; millis.size() < workloads.size(); i++, due += INTERVAL_NANOS / workloads.size()) {
                if (due > end) throw new IOException(running.name() + " answered 200 only on " + millis.keySet());
                LockSupport.parkNanos(due - System.nanoTime());
                var workload = workloads.get(i % workloads.size());
                requests.execute(() -> send(workload));
            }
        }
    }

    private void send(Workload workload) {
        boolean wasOpen = portIsOpen;
        try (var socket = connect()) {
            portIsOpen |= socket != null;
            if (socket != null && isOk(socket, workload.path(0))) answered(workload);
            // Until the port is open the kernel refuses connections; that is not counted.
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

    private void answered(Workload workload) {
        double now = (System.nanoTime() - start) / 1e6;
        if (millis.putIfAbsent(workload, now) == null && workload.equals(Workload.JOB))
            cpuSeconds = running.cpuSeconds();
    }
}
