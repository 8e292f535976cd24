package com.hiremebahamas.http;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies whose `X-Forwarded-For` is trusted: `loopback`, `private`, `*`, addresses and networks such as
/// `10.1.0.0/16`.
public final class TrustedProxies {

    private record Network(int addressBytes, BigInteger prefix, int freeBits) {

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == addressBytes
                    && new BigInteger(1, bytes).shiftRight(freeBits).equals(prefix);
        }
    }

    private final List<Network> networks = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private boolean all;
    private boolean loopback;
    private boolean privateRanges;

    public TrustedProxies(List<String> rules) {
        for (var rule : rules) {
            switch (rule) {
                case "*" -> all = true;
                case "loopback" -> loopback = true;
                case "private" -> privateRanges = true;
                default -> addNetwork(rule);
            }
        }
    }

    /// The rules that cannot be read, and so trust no proxy.
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    public boolean trustsAll() {
        return all;
    }

    boolean contains(InetAddress address) {
        if (all) return true;
        if (loopback && address.isLoopbackAddress()) return true;
        if (privateRanges && isPrivate(address)) return true;
        for (var network : networks) if (network.contains(address)) return true;
        return false;
    }

    private static boolean isPrivate(InetAddress address) {
        // Java's idea of site-local knows IPv4's private ranges, but not the one of IPv6.
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return uniqueLocal || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private void addNetwork(String rule) {
        var network = network(rule);
        if (network == null) {
            unreadable.add(rule);
        } else {
            networks.add(network);
        }
    }

    private static @Nullable Network network(String rule) {
        int slash = rule.indexOf('/');
        try {
            byte[] bytes = InetAddress.ofLiteral(slash < 0 ? rule : rule.substring(0, slash))
                    .getAddress();
            int bits = 8 * bytes.length;
            int length = slash < 0 ? bits : Integer.parseInt(rule.substring(slash + 1));
            if (length < 0 || length > bits) return null;
            int free = bits - length;
            return new Network(bytes.length, new BigInteger(1, bytes).shiftRight(free), free);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
