package com.hiremebahamas.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// The key of a client in rate limits: its IPv4 address, or its IPv6 /64, the least that a provider assigns to
/// a customer.
public final class ClientKey {

    private static final int PREFIX_BYTES = 8;

    private ClientKey() {}

    /// Malformed addresses share one key. No DNS lookup.
    public static String of(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address six -> HexFormat.of().formatHex(six.getAddress(), 0, PREFIX_BYTES) + "/64";
                case InetAddress four -> four.getHostAddress();
            };
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
