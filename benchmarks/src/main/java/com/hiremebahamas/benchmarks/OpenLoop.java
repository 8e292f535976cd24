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

/// Requests that leave at their times whether or not earlier ones were answered, each timed from when it should have
/// left. A closed loop stops asking while a server pauses, and so never sees the pause.
///
/// All connections are opened beforehand and kept, and one thread serves them: a thread for each, or a connection for
/// each request, would cost the two cores more than the answers do, and the figures would be the generator's own.
final class OpenLoop implements AutoCloseable {

    /// Between looks while the next request is due within a millisecond, the least that a selector can wait.
    private static final long TICK_NANOS = 200_000;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final InetSocketAddress server;
    private final List<byte[]> requests;
    private final Selector selector;
    private final ArrayDeque<Line> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private OpenLoop(int port, List<byte[]> requests) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests;
        this.selector = Selector.open();
    }

    /// Opens the connections.
    static OpenLoop of(int port, Ask ask, int connections, String... headers) throws IOException {
        var fields = Stream.of(headers).map(header -> header + "\r\n").collect(joining());
        var requests = ask.paths().stream()
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")
                .map(request -> request.getBytes(StandardCharsets.US_ASCII))
                .toList();
        var loop = new OpenLoop(port, requests);
        for (int i = 0; i < connections; i++) loop.free.add(new Line(loop.server, loop.selector));
        return loop;
    }

    /// What is not answered a minute after the last was due never will be, and the loop is of no more use.
    Answers run(int perSecond, int seconds) throws IOException {
        var answers = new Answers(perSecond * seconds);
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L + PATIENCE_NANOS;
        int asked = 0;
        while (answers.size() < answers.expected() && System.nanoTime() < end) {
            long due = start + asked * 1_000_000_000L / perSecond;
            boolean mayAsk = asked < answers.expected() && !free.isEmpty();
            if (mayAsk && System.nanoTime() >= due) ask(asked++, due, answers);
            // Without looking at what has come after each a flood would read nothing while it is late.
            await(mayAsk ? due - System.nanoTime() : PATIENCE_NANOS, answers);
        }
        return answers.within((System.nanoTime() - start) / 1e9);
    }

    private void ask(int number, long due, Answers answers) throws IOException {
        var line = free.remove();
        try {
            line.ask(requests.get(number % requests.size()), due);
            answers.left(line.millisSinceDue());
        } catch (IOException e) {
            answers.add(Answers.BROKEN, line.millisSinceDue());
            reopen(line);
        }
    }

    private void await(long nanos, Answers answers) throws IOException {
        try {
            if (nanos >= 1_000_000) selector.select(key -> look(key, answers), Math.min(nanos / 1_000_000, 1_000));
            else if (selector.selectNow(key -> look(key, answers)) == 0 && nanos > 0) {
                LockSupport.parkNanos(Math.min(nanos, TICK_NANOS));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void look(SelectionKey key, Answers answers) {
        var line = (Line) key.attachment();
        try {
            if (key.isConnectable()) {
                line.connected();
                free.add(line);
            } else {
                read(line, answers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Line line, Answers answers) throws IOException {
        try {
            if (!line.read(buffer)) return;
            answers.add(line.status(), line.millisSinceDue());
            if (!line.isLast()) free.add(line);
            else reopen(line);
        } catch (IOException e) {
            if (line.isAsking()) answers.add(Answers.BROKEN, line.millisSinceDue());
            free.remove(line);
            reopen(line);
        }
    }

    private void reopen(Line line) throws IOException {
        if (line.reopen()) free.add(line);
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) ((Line) key.attachment()).close();
        selector.close();
    }
}
