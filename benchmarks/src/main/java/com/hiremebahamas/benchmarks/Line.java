package com.hiremebahamas.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A connection that is kept, and the one request at a time that is on its way there.
final class Line {

    private final InetSocketAddress server;
    private final Selector selector;
    private SocketChannel channel;
    private HttpAnswer answer = new HttpAnswer();
    private boolean asking;
    private long due;

    /// Blocks until the server accepts.
    Line(InetSocketAddress server, Selector selector) throws IOException {
        this.server = server;
        this.selector = selector;
        this.channel = SocketChannel.open(server);
        watch(SelectionKey.OP_READ);
    }

    /// Whether a request is on its way.
    boolean isAsking() {
        return asking;
    }

    double millisSinceDue() {
        return (System.nanoTime() - due) / 1e6;
    }

    void ask(byte[] request, long due) throws IOException {
        this.due = due;
        asking = true;
        answer = new HttpAnswer();
        if (channel.write(ByteBuffer.wrap(request)) < request.length) throw new IOException("No room for a request");
    }

    /// Takes what has come; true when that was the rest of an answer.
    boolean read(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) < 0) throw new EOFException("The server hung up");
        if (!asking) throw new IOException("An answer to nothing");
        asking = !answer.take(buffer.flip());
        return !asking;
    }

    /// Of the last answer.
    int status() {
        return answer.status();
    }

    /// Whether the server closes the connection after the last answer.
    boolean isLast() {
        return answer.closes();
    }

    /// Takes a new connection for the old; true when it can be used at once, otherwise after [#connected].
    boolean reopen() throws IOException {
        asking = false;
        channel.close();
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        boolean connected = channel.connect(server);
        watch(connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        return connected;
    }

    void connected() throws IOException {
        channel.finishConnect();
        watch(SelectionKey.OP_READ);
    }

    private void watch(int forWhat) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, forWhat, this);
    }

    void close() throws IOException {
        channel.close();
    }
}
