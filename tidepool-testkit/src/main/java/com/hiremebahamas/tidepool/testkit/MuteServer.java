package com.hiremebahamas.tidepool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A port of this machine where the kernel accepts connections, and nothing is ever read or written.
public final class MuteServer implements AutoCloseable {

    private final ServerSocket listener;

    private MuteServer(ServerSocket listener) {
        this.listener = listener;
    }

    /// On a free port.
    public static MuteServer open() {
        try {
            return new MuteServer(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port that it listens on.
    public int port() {
        return listener.getLocalPort();
    }

    /// Whether a client has connected or does so within this time; that connection is closed. Blocks.
    public boolean isReachedWithin(Duration patience) {
        try {
            listener.setSoTimeout((int) patience.toMillis());
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
