package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The time from the start of a process to its first 200 on `/health`. Each round boots every contestant, so that a
/// machine that slows down slows all of them.
final class BootTimes {

    /// One boot: milliseconds to the first 200, and the CPU seconds spent until then.
    record Boot(double millis, double cpuSeconds) {}

    private BootTimes() {}

    static Map<String, Boot> medians(List<Contestant> contestants, int rounds) throws IOException {
        var boots = new LinkedHashMap<String, List<Boot>>();
        for (int round = 0; round <= rounds; round++) {
            // In turns, so that no contestant always boots after the same one.
            for (var contestant : round % 2 == 0 ? contestants : contestants.reversed()) {
                var boot = once(contestant);
                // The first round only warms up the disk cache.
                if (round > 0) {
                    boots.computeIfAbsent(contestant.name(), _ -> new ArrayList<>())
                            .add(boot);
                }
            }
        }
        var medians = new LinkedHashMap<String, Boot>();
        boots.forEach((name, all) -> medians.put(
                name,
                new Boot(
                        Statistics.median(all.stream().map(Boot::millis).toList()),
                        Statistics.median(all.stream().map(Boot::cpuSeconds).toList()))));
        return medians;
    }

    private static Boot once(Contestant contestant) throws IOException {
        long start = System.nanoTime();
        try (var running = contestant.start()) {
            awaitHealth(running);
            double millis = (System.nanoTime() - start) / 1e6;
            return new Boot(millis, running.cpuSeconds());
        }
    }

    /// Blocks until `/health` answers 200.
    static void awaitHealth(Contestant.Running running) throws IOException {
        for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; ) {
            if (healthy(running.port())) return;
            LockSupport.parkNanos(500_000);
        }
        throw new IOException("No 200 on /health within 30 s");
    }

    /// Blocks until the application behind the HTTP server answers, which means any status but 503.
    static void awaitApplication(Contestant.Running running) throws IOException {
        awaitHealth(running);
        for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; ) {
            var statusLine = statusLine(running.port(), "/api/islands");
            if (!statusLine.isEmpty() && !statusLine.endsWith("503")) return;
            LockSupport.parkNanos(10_000_000);
        }
        throw new IOException("The application does not answer");
    }

    private static boolean healthy(int port) {
        return statusLine(port, "/health").equals("HTTP/1.1 200");
    }

    /// The first twelve characters of the response, up to its status; empty when there is none.
    private static String statusLine(int port, String path) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(5000);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
