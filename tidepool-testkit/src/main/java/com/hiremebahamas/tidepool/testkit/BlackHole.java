package com.hiremebahamas.tidepool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A port of this machine at which no attempt to connect is ever answered, as behind a firewall that drops packets.
///
/// Linux only: its kernel drops the SYN for a listener whose queue is full.
public final class BlackHole implements AutoCloseable {

    /// Loopback answers within microseconds; a SYN without an answer by then was dropped.
    private static final int FULL_MILLIS = 200;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    private BlackHole(ServerSocket listener) {
        this.listener = listener;
    }

    /// At a free port of the loopback.
    public static BlackHole open() {
        return open(InetAddress.getLoopbackAddress(), 0);
    }

    /// At a port of one address of the loopback, such as `127.0.0.2`; 0 for a free port.
    public static BlackHole open(InetAddress address, int port) {
        try {
            var hole = new BlackHole(new ServerSocket(port, 1, address));
            hole.fill();
            return hole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port that never answers.
    public int port() {
        return listener.getLocalPort();
    }

    private void fill() throws IOException {
        while (true) {
            var socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), FULL_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var socket : queue) socket.close();
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
