package com.hiremebahamas.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Open-loop load: requests are sent on schedule whether or not earlier ones were answered, each timed from when it was
/// due. A closed loop sends nothing while a server pauses, and so does not see the pause (coordinated omission).
///
/// All connections are opened in advance and kept, and one thread serves them: a thread for each, or a connection for
/// each request, would cost the two cores more than the responses do.
final class OpenLoop implements AutoCloseable {

    /// The wait between polls while the next request is due within a millisecond, the shortest wait of a selector.
    private static final long TICK_NANOS = 200_000;

    private static final long RESPONSE_TIMEOUT_NANOS = 60_000_000_000L;

    private final InetSocketAddress server;
    private final List<byte[]> requests;
    private final Selector selector;
    private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private OpenLoop(int port, List<byte[]> requests) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests;
        this.selector = Selector.open();
    }

    /// Opens the connections.
    static OpenLoop of(int port, Workload workload, int connections, String... headers) throws IOException {
        var fields = Stream.of(headers).map(header -> header + "\r\n").collect(joining());
        var requests = workload.paths().stream()
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")
                .map(request -> request.getBytes(StandardCharsets.US_ASCII))
                .toList();
        var loop = new OpenLoop(port, requests);
        for (int i = 0; i < connections; i++) loop.free.add(new HttpConnection(loop.server, loop.selector));
        return loop;
    }

    /// A request without a response a minute after the last one was due counts as broken; the loop cannot be used again
    /// then.
    ResponseTimes run(int perSecond, int seconds) throws IOException {
        var times = new ResponseTimes(perSecond * seconds);
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L + RESPONSE_TIMEOUT_NANOS;
        int sent = 0;
        while (times.size() < times.expected() && System.nanoTime() < end) {
            long due = start + sent * 1_000_000_000L / perSecond;
            boolean maySend = sent < times.expected() && !free.isEmpty();
            if (maySend && System.nanoTime() >= due) send(sent++, due, times);
            // Also after each request: a loop that is late would otherwise read no responses.
            await(maySend ? due - System.nanoTime() : RESPONSE_TIMEOUT_NANOS, times);
        }
        return times.within((System.nanoTime() - start) / 1e9);
    }

    private void send(int number, long due, ResponseTimes times) throws IOException {
        var connection = free.remove();
        try {
            connection.send(requests.get(number % requests.size()), due);
            times.sent(connection.millisSinceDue());
        } catch (IOException e) {
            times.add(ResponseTimes.BROKEN, connection.millisSinceDue());
            reopen(connection);
        }
    }

    private void await(long nanos, ResponseTimes times) throws IOException {
        try {
            if (nanos >= 1_000_000) selector.select(key -> handle(key, times), Math.min(nanos / 1_000_000, 1_000));
            else if (selector.selectNow(key -> handle(key, times)) == 0 && nanos > 0) {
                LockSupport.parkNanos(Math.min(nanos, TICK_NANOS));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void handle(SelectionKey key, ResponseTimes times) {
        var connection = (HttpConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.connected();
                free.add(connection);
            } else {
                read(connection, times);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(HttpConnection connection, ResponseTimes times) throws IOException {
        try {
            if (!connection.read(buffer)) return;
            times.add(connection.status(), connection.millisSinceDue());
            if (!connection.isClosing()) free.add(connection);
            else reopen(connection);
        } catch (IOException e) {
            if (connection.awaitsResponse()) times.add(ResponseTimes.BROKEN, connection.millisSinceDue());
            free.remove(connection);
            reopen(connection);
        }
    }

    private void reopen(HttpConnection connection) throws IOException {
        if (connection.reopen()) free.add(connection);
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) ((HttpConnection) key.attachment()).close();
        selector.close();
    }
}
