package com.hiremebahamas.tidepool.wire;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Creates sockets over channels, on which a non-blocking read shows whether an idle connection is alive, and which
/// connect to the first address of a host that accepts.
///
/// pgjdbc instantiates its socket factory by class name and does not expose the socket. So the factory gets a token
/// as its argument, under which the attempt is kept until the connection is open.
public final class ChannelSocketFactory extends SocketFactory {

    private static final Map<String, ConnectAttempt> RUNNING = new ConcurrentHashMap<>();

    private static final AtomicLong TOKENS = new AtomicLong();

    private final ConnectAttempt attempt;

    /// @param token that [#newToken] made, and that was not taken yet
    public ChannelSocketFactory(String token) {
        var running = RUNNING.get(token);
        // An attempt that was given up in the meantime.
        this.attempt = running == null ? new ConnectAttempt(1) : running;
    }

    /// A token that no other connection has, to be taken in any case. Not a random UUID: the JDK's search for a source
    /// of randomness would take 8 ms of the first connection.
    ///
    /// @param hosts how many the driver may try
    public static String newToken(int hosts) {
        var token = Long.toString(TOKENS.incrementAndGet());
        RUNNING.put(token, new ConnectAttempt(hosts));
        return token;
    }

    /// Ends the use of a token and returns the channel that was connected last; null when none was.
    public static @Nullable SocketChannel take(String token) {
        var attempt = RUNNING.remove(token);
        return attempt == null ? null : attempt.channel();
    }

    @Override
    public Socket createSocket() {
        return new ChannelSocket(attempt);
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
