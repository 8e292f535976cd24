package com.hiremebahamas.tidepool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/// A listener on a free port of the loopback, and the thread that accepts its connections.
final class AcceptLoop implements AutoCloseable {

    private final ServerSocket listener;
    private final Thread thread;

    /// @param accepted is called on the accepting thread and returns at once
    AcceptLoop(Consumer<Socket> accepted) {
        try {
            listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().daemon().start(() -> accept(accepted));
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Returns when the port is free and no connection is accepted any more. A socket that is closed while a
    /// thread waits in `accept()` keeps its port until that thread has left. The thread is a platform thread: a
    /// virtual one waits in the JVM's epoll, which may hold the socket a moment longer (5 ports of 80,000 were
    /// still taken after the close, none with a platform thread).
    @Override
    public void close() {
        try {
            listener.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Consumer<Socket> accepted) {
        while (!listener.isClosed()) {
            try {
                accepted.accept(listener.accept());
            } catch (IOException e) {
                return; // closed
            }
        }
    }
}
