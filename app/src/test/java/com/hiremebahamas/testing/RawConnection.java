package com.hiremebahamas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// A socket that says exactly what the test wants, well-formed or not. Bytes are Latin-1 both ways.
public final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection to(int port) {
        return to(port, new Socket());
    }

    /// From this address of the machine's own, such as 127.0.0.2.
    public static RawConnection to(int port, InetAddress from) {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to(port, socket);
    }

    /// With a small buffer, so that the server cannot send what this end does not read.
    public static RawConnection reluctantTo(int port) {
        var socket = new Socket();
        try {
            socket.setReceiveBufferSize(4096);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        return to(port, socket);
    }

    private static RawConnection to(int port, Socket socket) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /// One answer with its body, as long as it says it is; the connection stays open. Cut short when it closes
    /// before.
    public String answer() {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = read();
            if (next < 0) return head.toString();
            head.append((char) next);
        }
        var found = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
        if (!found.find()) return head.toString();
        int length = Integer.parseInt(found.group(1));
        for (int i = 0; i < length; i++) head.append((char) read());
        return head.toString();
    }

    /// Everything until the server closes; fails when it does not.
    public String rest() {
        var rest = new StringBuilder();
        for (int next = read(); next >= 0; next = read()) rest.append((char) next);
        return rest.toString();
    }

    private int read() {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1; // reset: closed with bytes of ours unread
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
