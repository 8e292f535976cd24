package com.hiremebahamas.tidepool.network;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connects to a host of a URL at the first of its addresses that accepts, in the resolver's order.
///
/// The addresses share the time: a silent one takes no more than its part of what is left. libpq gives each address the
/// whole of `connect_timeout`; here it is the limit of the attempt, because a caller waits for it.
public final class TcpConnection {

    private TcpConnection() {}

    /// Blocks for at most the timeout, and for as long as the system's resolver takes.
    ///
    /// @throws HostUnreachableException   when the name has no address, or none that accepts
    /// @throws ClosedByInterruptException when the thread is interrupted, whose interrupt flag stays set
    public static SocketChannel open(Host host, Duration timeout) throws IOException {
        return open(host, addresses(host), null, timeout);
    }

    /// The addresses of a host, at least one. Blocks for as long as the system's resolver takes.
    ///
    /// @throws HostUnreachableException when the name has no address
    public static List<InetAddress> addresses(Host host) throws HostUnreachableException {
        try {
            return List.of(InetAddress.getAllByName(host.name()));
        } catch (UnknownHostException e) {
            throw HostUnreachableException.unknown(host, e);
        }
    }

    /// Blocks for at most the timeout.
    ///
    /// @param addresses at least one
    /// @param local     the address of this machine to connect from; null for any
    /// @throws HostUnreachableException   when none of them accepts
    /// @throws ClosedByInterruptException when the thread is interrupted, whose interrupt flag stays set
    public static SocketChannel open(
            Host host, List<InetAddress> addresses, @Nullable SocketAddress local, Duration timeout)
            throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        var failures = new LinkedHashMap<InetAddress, IOException>();
        for (int i = 0; i < addresses.size(); i++) {
            long left = i == 0 ? timeout.toNanos() : end - System.nanoTime();
            var share = Duration.ofNanos(left / (addresses.size() - i));
            try {
                return connected(new InetSocketAddress(addresses.get(i), host.port()), local, share);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                failures.put(addresses.get(i), e);
            }
        }
        throw HostUnreachableException.of(host, failures);
    }

    private static SocketChannel connected(InetSocketAddress remote, @Nullable SocketAddress local, Duration share)
            throws IOException {
        var channel = SocketChannel.open();
        try {
            if (local != null) channel.socket().bind(local);
            // Zero means no limit to a socket.
            channel.socket().connect(remote, Math.clamp(share.toMillis(), 1, Integer.MAX_VALUE));
            return channel;
        } catch (SocketTimeoutException e) {
            channel.close();
            throw new SocketTimeoutException("within " + share.toMillis() + " ms");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
