package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Three ways of not being a database: nobody listens, nobody accepts, nobody answers.
final class HostileDatabases implements AutoCloseable {

    private final ServerSocket blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> fill = new ArrayList<>();

    HostileDatabases() throws IOException {
        // A full backlog: the kernel drops every further attempt to connect.
        for (int i = 0; i < 4; i++) {
            var socket = new Socket();
            fill.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), blackHole.getLocalPort()), 200);
            } catch (IOException e) {
                break; // full
            }
        }
    }

    String refused() throws IOException {
        return url(Ports.free());
    }

    String blackHole() {
        return url(blackHole.getLocalPort());
    }

    /// The kernel accepts, nobody ever reads.
    String mute() {
        return url(mute.getLocalPort());
    }

    private static String url(int port) {
        return "postgresql://nobody:nothing@127.0.0.1:" + port + "/absent?sslmode=disable";
    }

    @Override
    public void close() throws IOException {
        for (var socket : fill) socket.close();
        blackHole.close();
        mute.close();
    }
}
