package com.hiremebahamas.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// Who shares an allowance: one IPv4 address, or the /64 that one subscriber of IPv6 is given as a whole.
public final class ClientKey {

    private static final int SUBSCRIBER_BYTES = 8;

    private ClientKey() {}

    /// Addresses that cannot be read share one allowance. Looks nothing up.
    public static String key(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address six -> HexFormat.of().formatHex(six.getAddress(), 0, SUBSCRIBER_BYTES) + "/64";
                case InetAddress four -> four.getHostAddress();
            };
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
