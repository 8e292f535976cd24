package com.hiremebahamas.tidepool.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Creates sockets over channels, on which a non-blocking read shows whether an idle connection is alive.
///
/// pgjdbc instantiates its socket factory by class name and does not expose the socket. So the factory gets a
/// token as its argument, and keeps the channel under it until the connection is open. The driver uses the
/// same factory for the sockets of cancel requests later, which are not kept.
public final class ChannelSocketFactory extends SocketFactory {

    private static final Map<String, AtomicReference<@Nullable SocketChannel>> OPENED = new ConcurrentHashMap<>();

    private static final AtomicLong TOKENS = new AtomicLong();

    private final String token;

    /// @param token under which [#take] finds the channel
    public ChannelSocketFactory(String token) {
        this.token = token;
    }

    /// A token that no other connection has, to be given to [#take]. Not a random UUID: the JDK's search for
    /// a source of randomness would take 8 ms of the first connection.
    public static String newToken() {
        var token = Long.toString(TOKENS.incrementAndGet());
        OPENED.put(token, new AtomicReference<>());
        return token;
    }

    /// Removes and returns the channel of a token; null when no socket was created under it.
    public static @Nullable SocketChannel take(String token) {
        var opened = OPENED.remove(token);
        return opened == null ? null : opened.get();
    }

    @Override
    public Socket createSocket() throws IOException {
        var channel = SocketChannel.open();
        var opened = OPENED.get(token);
        if (opened != null) opened.set(channel);
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
