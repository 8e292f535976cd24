package com.hiremebahamas.tidepool.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes sockets over channels, so that one can look whether an idle connection has died without asking it.
///
/// pgjdbc makes its socket factory by name and keeps the socket to itself; the only way back to it is a token, given
/// as the factory's argument, under which the channel is left here until the connection is open.
public final class PeekableSockets extends SocketFactory {

    private static final Map<String, SocketChannel> OPENED = new ConcurrentHashMap<>();

    private final String token;

    /// @param token under which [#take] finds the channel
    public PeekableSockets(String token) {
        this.token = token;
    }

    /// The channel opened under a token, for the first caller; null when no socket was opened under it.
    public static @Nullable SocketChannel take(String token) {
        return OPENED.remove(token);
    }

    @Override
    public Socket createSocket() throws IOException {
        var channel = SocketChannel.open();
        OPENED.put(token, channel);
        return channel.socket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("pgjdbc connects its sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("pgjdbc connects its sockets itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("pgjdbc connects its sockets itself");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("pgjdbc connects its sockets itself");
    }
}
