package com.hiremebahamas.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// An open loop: requests leave at their times whether or not earlier ones were answered, and each is timed from when
/// it should have left. A closed loop stops asking while a server pauses, and so never sees the pause.
final class Probe {

    private static final int CONNECTIONS = 32;

    private final int port;
    private final byte[] request;
    private final LinkedBlockingQueue<Line> free = new LinkedBlockingQueue<>();

    /// Milliseconds that half, and all but one in a hundred, of the requests took.
    record Tail(double median, double p99) {}

    private Probe(int port, String path, String... headers) {
        this.port = port;
        var head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + List.of(headers).stream().map(header -> header + "\r\n").collect(joining());
        this.request = (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static Tail at(int port, String path, int perSecond, int seconds, String... headers) throws IOException {
        return new Probe(port, path, headers).run(perSecond, seconds);
    }

    private Tail run(int perSecond, int seconds) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) free.add(new Line(port));
        var times = new ArrayList<Future<Double>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                times.add(threads.submit(() -> once(due)));
            }
        }
        for (var line : free) line.close();
        return tail(times);
    }

    private double once(long due) throws InterruptedException, IOException {
        var line = free.take();
        try {
            line.ask(request);
            return (System.nanoTime() - due) / 1e6;
        } finally {
            free.add(line);
        }
    }

    private static Tail tail(List<Future<Double>> times) {
        double[] sorted = times.stream().mapToDouble(Future::resultNow).sorted().toArray();
        return new Tail(sorted[sorted.length / 2], sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
    }

    /// A connection that is kept.
    private static final class Line implements AutoCloseable {
        private static final String LENGTH = "content-length:";

        private final Socket socket;
        private final InputStream in;

        Line(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream());
        }

        /// One request; reads as much as the answer says it has.
        void ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var status = line();
            if (!status.startsWith("HTTP/1.1 200")) throw new IOException("Answered " + status);
            int length = -1;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                    length = Integer.parseInt(header.substring(LENGTH.length()).strip());
                }
            }
            if (length < 0) skipChunks();
            else in.skipNBytes(length);
        }

        private void skipChunks() throws IOException {
            for (int size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size);
                line();
            }
            line();
        }

        private int chunk() throws IOException {
            return Integer.parseInt(line().strip(), 16);
        }

        private String line() throws IOException {
            var text = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) throw new IOException("The server hung up");
                if (c != '\r') text.append((char) c);
            }
            return text.toString();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
