package com.hiremebahamas.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A client that sends a request and reads the whole response, each on a new connection.
///
/// @param port of the site
/// @param address of the client, on the loopback interface
/// @param bytesPerSecond both ways; 0 for as fast as possible
/// @param pauseSeconds without a byte, once in each direction
record HonestConnection(int port, String address, int bytesPerSecond, int pauseSeconds) {

    private static final int SLICES = 4;
    private static final int PATIENCE_MILLIS = 120_000;

    record Answer(int status, String text) {}

    static HonestConnection fast(int port, String address) {
        return new HonestConnection(port, address, 0, 0);
    }

    Answer exchange(String request) throws IOException {
        try (var socket = new Socket()) {
            if (bytesPerSecond > 0) socket.setReceiveBufferSize(4096);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request.getBytes(StandardCharsets.UTF_8));
            return receive(socket);
        }
    }

    private void send(Socket socket, byte[] bytes) throws IOException {
        int slice = slice(bytes.length);
        for (int at = 0; at < bytes.length; at += slice) {
            socket.getOutputStream().write(bytes, at, Math.min(slice, bytes.length - at));
            pause(at == 0);
        }
    }

    private Answer receive(Socket socket) throws IOException {
        var parser = new HttpResponseParser();
        var all = new ByteArrayOutputStream();
        var bytes = new byte[slice(8192)];
        boolean first = true;
        while (true) {
            int count = socket.getInputStream().read(bytes);
            if (count < 0) throw new EOFException("Closed after " + all.size() + " bytes");
            all.write(bytes, 0, count);
            if (parser.parse(ByteBuffer.wrap(bytes, 0, count)))
                return new Answer(parser.status(), all.toString(StandardCharsets.UTF_8));
            pause(first);
            first = false;
        }
    }

    private int slice(int most) {
        return bytesPerSecond == 0 ? most : bytesPerSecond / SLICES;
    }

    private void pause(boolean first) throws IOException {
        if (bytesPerSecond == 0) return;
        try {
            TimeUnit.MILLISECONDS.sleep(1000 / SLICES + (first ? 1000L * pauseSeconds : 0));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
