package com.hiremebahamas.http.proxies;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// One entry of `X-Forwarded-For`: an address, with or without a port, quotes and brackets.
final class ForwardedAddress {

    private ForwardedAddress() {}

    /// Null when the entry is no address. No DNS lookup.
    static @Nullable InetAddress parse(String entry) {
        try {
            return InetAddress.ofLiteral(withoutPort(unquoted(entry.strip())));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /// `203.0.113.7:4711` and `[2001:db8::7]:4711`; a bare IPv6 address has more colons than one.
    private static String withoutPort(String text) {
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) return text.substring(1, bracket);
        int colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
