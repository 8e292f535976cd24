package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// A connection of an attacker, which reads as little as possible.
final class AttackConnection implements AutoCloseable {

    private static final String ONE_ADDRESS = "127.0.0.9";
    private static final int ADDRESSES = 5_000;
    private static final int MIN_HELD_MILLIS = 10_000;
    private static final int MAX_HELD_MILLIS = 30_000;

    private final int port;
    private Socket socket;

    AttackConnection(int port) throws IOException {
        this.port = port;
        this.socket = open();
    }

    private Socket open() throws IOException {
        var opened = new Socket();
        opened.setReceiveBufferSize(4096);
        opened.bind(new InetSocketAddress(InetAddress.getByName(address()), 0));
        opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        return opened;
    }

    /// Half of all come from one address, the others from thousands.
    private static String address() {
        int random = ThreadLocalRandom.current().nextInt(2 * ADDRESSES);
        return random >= ADDRESSES ? ONE_ADDRESS : "127.1." + random / 250 + "." + (1 + random % 250);
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads nothing for 10 to 30 s.
    void hold() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(MIN_HELD_MILLIS, MAX_HELD_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the server has not answered and not closed the connection within this time.
    boolean isOpenAfter(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    void awaitClose() throws IOException {
        socket.setSoTimeout(0);
        while (socket.getInputStream().read() >= 0) Thread.onSpinWait();
    }

    /// Sends a request on a connection of its own and reads the response.
    void exchange(String request) throws IOException {
        if (socket.isClosed()) socket = open();
        try {
            send(request);
            socket.setSoTimeout(30_000);
            var bytes = new byte[8192];
            while (socket.getInputStream().read(bytes) >= 0) Thread.onSpinWait();
        } finally {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
