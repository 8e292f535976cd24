package com.hiremebahamas.http.proxies;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    /// As many hosts of one party may use their limits up: a company has some, an attacker would have 65,536.
    private static final int HOSTS = 16;

    /// Of a /48 among those that one address claims, which leaves room for the others.
    private static final int CLAIMED_HOSTS = 4;

    /// An address that a known proxy, or this server, has seen.
    public static ClientAddress seen(InetAddress address) {
        return new ClientAddress(address, null);
    }

    /// The address in this text, IPv4 or IPv6. No DNS lookup.
    ///
    /// @throws IllegalArgumentException when it is none
    public static ClientAddress of(String text) {
        return seen(InetAddress.ofLiteral(text));
    }

    /// A key by which a rate limit counts, and how many clients may use their limits up under it.
    public record Share(String key, int clients) {}

    /// The keys of this client: its IPv4 address or IPv6 /64; of an IPv6 address also its /48, since one customer
    /// can have all of it; and of a claim also the address that makes it (an IPv6 one by its /48). Each key of a
    /// claim contains that address, so that a forged claim uses up no other client's limit.
    public List<Share> shares() {
        var shares = new ArrayList<Share>();
        shares.add(new Share(host(), 1));
        if (address instanceof Inet6Address)
            shares.add(new Share(prefix(address, NETWORK_BYTES) + claim(), claimedBy == null ? HOSTS : CLAIMED_HOSTS));
        if (claimedBy != null) shares.add(new Share(network(), HOSTS));
        return List.copyOf(shares);
    }

    /// The first of the [#shares].
    public String host() {
        return prefix(address, HOST_BYTES) + claim();
    }

    /// All that one party can choose from: an IPv4 address, an IPv6 /48, or everything that one address claims.
    public String network() {
        return claimedBy == null ? prefix(address, NETWORK_BYTES) : claim();
    }

    private String claim() {
        return claimedBy == null ? "" : "@" + prefix(claimedBy, NETWORK_BYTES);
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
