package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Stands before a server and counts what is said to it. Changes nothing, and closes each side with the other.
final class CountingProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    CountingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /// Another URL's way through this proxy.
    String through(String url) {
        return url.replace(":" + target + "/", ":" + listener.getLocalPort() + "/");
    }

    /// How much the clients have said.
    long bytes() {
        return bytes.get();
    }

    /// How many clients are connected.
    int open() {
        return open.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private void serve(Socket client) {
        open.incrementAndGet();
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(server, client, new AtomicLong()));
            pass(client, server, bytes);
        } catch (IOException e) {
            // the server has gone, and so does its client
        } finally {
            open.decrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        var some = new byte[1 << 14];
        try (from;
                to) {
            for (int size = from.getInputStream().read(some);
                    size > 0;
                    size = from.getInputStream().read(some)) {
                count.addAndGet(size);
                to.getOutputStream().write(some, 0, size);
            }
        } catch (IOException e) {
            // one side has gone, and so does the other
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
