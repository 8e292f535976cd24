package com.hiremebahamas.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A persistent non-blocking connection with at most one outstanding request.
final class HttpConnection {

    private final InetSocketAddress server;
    private final Selector selector;
    private SocketChannel channel;
    private HttpResponseParser response = new HttpResponseParser();
    private boolean awaitingResponse;
    private long due;

    /// Blocks until it is connected.
    HttpConnection(InetSocketAddress server, Selector selector) throws IOException {
        this.server = server;
        this.selector = selector;
        this.channel = SocketChannel.open(server);
        register(SelectionKey.OP_READ);
    }

    /// Whether a request is outstanding.
    boolean awaitsResponse() {
        return awaitingResponse;
    }

    /// Milliseconds since the last request was due.
    double millisSinceDue() {
        return (System.nanoTime() - due) / 1e6;
    }

    /// @param due when the request should have been sent, by [System#nanoTime()]
    void send(byte[] request, long due) throws IOException {
        this.due = due;
        awaitingResponse = true;
        response = new HttpResponseParser();
        if (channel.write(ByteBuffer.wrap(request)) < request.length) throw new IOException("The send buffer is full");
    }

    /// Reads what has arrived; true when it completes a response.
    ///
    /// @throws EOFException when the server has closed the connection
    boolean read(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) < 0) throw new EOFException("The server closed the connection");
        if (!awaitingResponse) throw new IOException("A response without a request");
        awaitingResponse = !response.parse(buffer.flip());
        return !awaitingResponse;
    }

    /// The status of the last response.
    int status() {
        return response.status();
    }

    /// Whether the server closes the connection after the last response.
    boolean isClosing() {
        return response.closes();
    }

    /// Replaces the connection by a new one; true when it is connected at once, otherwise it is after [#connected()].
    boolean reopen() throws IOException {
        awaitingResponse = false;
        channel.close();
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        boolean connected = channel.connect(server);
        register(connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        return connected;
    }

    void connected() throws IOException {
        channel.finishConnect();
        register(SelectionKey.OP_READ);
    }

    private void register(int operations) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, operations, this);
    }

    void close() throws IOException {
        channel.close();
    }
}
