package com.hiremebahamas.http.proxies;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The address of a client, behind the proxies in front.
///
/// @param address   of the client
/// @param claimedBy null when a known proxy has seen the address; otherwise who says so, without a proof
public record ClientAddress(InetAddress address, @Nullable InetAddress claimedBy) {

    /// The least that a provider assigns to a customer who has IPv6.
    private static final int HOST_BYTES = 8;

    /// The most: a customer with a /48 has 65,536 hosts.
    private static final int NETWORK_BYTES = 6;

    static ClientAddress seen(InetAddress address) {
        return new ClientAddress(address, null);
    }

    /// The address in this text, IPv4 or IPv6. No DNS lookup.
    ///
    /// @throws IllegalArgumentException when it is none
    public static ClientAddress of(String text) {
        return seen(InetAddress.ofLiteral(text));
    }

    /// The key of the client in rate limits: an IPv4 address, or an IPv6 /64. A claim is counted with
    /// the address that makes it, so that a forged claim uses up no other client's limit.
    public String host() {
        var own = prefix(address, HOST_BYTES);
        return claimedBy == null ? own : own + "@" + prefix(claimedBy, HOST_BYTES);
    }

    /// The key of all hosts that one party can choose from: an IPv6 /48, or everything that one address
    /// claims. The same as [#host] for an IPv4 address.
    public String network() {
        return claimedBy == null ? prefix(address, NETWORK_BYTES) : "@" + prefix(claimedBy, NETWORK_BYTES);
    }

    private static String prefix(InetAddress address, int bytes) {
        if (!(address instanceof Inet6Address)) return address.getHostAddress();
        return HexFormat.of().formatHex(address.getAddress(), 0, bytes) + "/" + 8 * bytes;
    }

    /// For the log.
    @Override
    public String toString() {
        var own = address.getHostAddress();
        return claimedBy == null ? own : own + " via " + claimedBy.getHostAddress();
    }
}
