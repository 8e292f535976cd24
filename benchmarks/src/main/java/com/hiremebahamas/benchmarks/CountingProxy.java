package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy that counts the bytes from clients to the server. It changes none, and closes both sides together.
final class CountingProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    CountingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /// The URL with the port of this proxy.
    String through(String url) {
        return url.replace(":" + target + "/", ":" + listener.getLocalPort() + "/");
    }

    /// Bytes received from clients.
    long bytes() {
        return bytes.get();
    }

    /// Open client connections.
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
            // the listener is closed
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
            // the server closed or refused the connection: close the client too
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
            // one side closed: close the other too
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
