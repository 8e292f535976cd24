package com.hiremebahamas.tidepool.wire;

import com.hiremebahamas.tidepool.network.HostUnreachableException;
import com.hiremebahamas.tidepool.network.TcpConnection;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt to open a connection, in which the driver tries the hosts of a URL in turn, and later its cancel
/// requests.
final class ConnectAttempt {

    /// The addresses of a host.
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addresses(Host host) throws HostUnreachableException;
    }

    private final Resolver resolver;
    private final List<HostUnreachableException> failures = new ArrayList<>();
    private int hostsLeft;
    private @Nullable Host host;
    private volatile @Nullable SocketChannel channel;
    private @Nullable InetAddress address;

    /// @param hosts of the URL
    ConnectAttempt(int hosts) {
        this(hosts, TcpConnection::addresses);
    }

    ConnectAttempt(int hosts, Resolver resolver) {
        this.hostsLeft = hosts;
        this.resolver = resolver;
    }

    /// The last channel that was connected; null when there is none.
    @Nullable
    SocketChannel channel() {
        return channel;
    }

    /// Each host has its share of the time, and a tenth is left: the driver's limit of the whole attempt, which
    /// ends at the same moment, does not say what was not reached.
    synchronized SocketChannel connect(InetSocketAddress target, @Nullable SocketAddress local, int millis)
            throws IOException {
        var asked = new Host(target.getHostString(), target.getPort());
        // Not Duration's own division, which computes in BigDecimal: its tables would be made for the first connection.
        var time = Duration.ofNanos(millis * 900_000L / Math.max(1, hostsLeft--));
        try {
            var connected = TcpConnection.open(asked, addresses(asked), local, time);
            host = asked;
            channel = connected;
            address = connected.socket().getInetAddress();
            return connected;
        } catch (HostUnreachableException e) {
            failures.forEach(e::addSuppressed);
            // Of a cancel request, which may be one of many, nothing is kept.
            if (address == null) failures.add(e);
            throw e;
        }
    }

    /// A second connection to the same host is a cancel request, or the driver's next try without TLS: it goes to the
    /// machine that the first one found.
    private List<InetAddress> addresses(Host asked) throws HostUnreachableException {
        var known = address;
        return known != null && asked.equals(host) ? List.of(known) : resolver.addresses(asked);
    }
}
