package com.hiremebahamas.http.proxies;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network such as `10.1.0.0/16`, or one address.
record AddressRange(int addressBytes, BigInteger prefix, int freeBits) {

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == addressBytes
                && new BigInteger(1, bytes).shiftRight(freeBits).equals(prefix);
    }

    static boolean contain(List<AddressRange> ranges, InetAddress address) {
        for (var range : ranges) if (range.contains(address)) return true;
        return false;
    }

    /// Whether the address is of a private network or of this machine.
    static boolean isPrivate(InetAddress address) {
        // Java's idea of site-local knows IPv4's private ranges, but not the one of IPv6.
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return uniqueLocal
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress();
    }

    /// Null when the text is neither a network nor an address. No DNS lookup.
    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] bytes = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = 8 * bytes.length;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bits) return null;
            int free = bits - length;
            return new AddressRange(bytes.length, new BigInteger(1, bytes).shiftRight(free), free);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
