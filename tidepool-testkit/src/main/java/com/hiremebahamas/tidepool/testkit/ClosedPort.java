package com.hiremebahamas.tidepool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of this machine that refuses every connection at once, and that no other process can take until it is
/// closed.
public final class ClosedPort implements AutoCloseable {

    /// Bound, which keeps the port, and never listening.
    private final Socket bound = new Socket();

    private ClosedPort() {}

    /// A port that was free.
    public static ClosedPort open() {
        var closed = new ClosedPort();
        try {
            closed.bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return closed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port that refuses.
    public int port() {
        return bound.getLocalPort();
    }

    @Override
    public void close() {
        try {
            bound.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
