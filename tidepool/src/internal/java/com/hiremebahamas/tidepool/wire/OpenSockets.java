package com.hiremebahamas.tidepool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The sockets of the connections that are open, which show whether a connection is alive. Safe on any thread.
public final class OpenSockets {

    /// Longest wait for a connection that must answer, as of HikariCP's own validation.
    private static final int ANSWER_SECONDS = 1;

    private final Map<Connection, OpenSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger losses = new AtomicInteger();

    private static final class OpenSocket {
        private final SocketChannel channel;

        /// How many connections had been lost when this one last answered; written by the thread that acquires
        /// it.
        private volatile int losses;

        OpenSocket(SocketChannel channel, int losses) {
            this.channel = channel;
            this.losses = losses;
        }
    }

    /// A connection was opened; those that were closed are forgotten.
    public void add(Connection physical, SocketChannel channel) {
        sockets.values().removeIf(socket -> !socket.channel.isOpen());
        sockets.put(physical, new OpenSocket(channel, losses.get()));
    }

    /// A connection was lost: see [#isAlive].
    public void connectionLost() {
        losses.incrementAndGet();
    }

    /// Whether an idle connection is alive. A server that ends a connection sends an error or closes the
    /// socket, and a non-blocking read finds either without a round trip. After another connection was lost
    /// that is not enough: the server or the network may be gone without a word, and the connection must answer
    /// once before it is used.
    public boolean isAlive(Connection physical) {
        var socket = sockets.get(physical);
        if (socket == null) return true;
        int lost = losses.get();
        if (!isSilent(socket.channel)) return false;
        if (socket.losses == lost) return true;
        socket.losses = lost;
        return answers(physical);
    }

    /// Whether the server has sent nothing and has not closed the socket, while no statement is running.
    /// Otherwise the connection is of no use any more.
    public boolean isSilent(Connection physical) {
        var socket = sockets.get(physical);
        return socket == null || isSilent(socket.channel);
    }

    private static boolean isSilent(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(Connection physical) {
        try {
            return physical.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
