package com.hiremebahamas.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The client's address, past the proxies in front: the right-most one of `X-Forwarded-For` that is no trusted
/// proxy.
///
/// Entries further left were written by the client, and prove nothing. An unreadable entry ends the chain: the
/// proxy then counts as the client, and all of its clients share one rate limit.
final class ClientAddress {

    private final TrustedProxies trusted;

    ClientAddress(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    String of(Request request) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)) return "";
        var address = peer.getAddress();
        if (!trusted.contains(address)) return address.getHostAddress();
        var forwarded = request.getHeaders().getCSV("X-Forwarded-For", false);
        for (int i = forwarded.size() - 1; i >= 0 && trusted.contains(address); i--) {
            var next = parse(forwarded.get(i).strip());
            if (next == null) break;
            address = next;
        }
        return address.getHostAddress();
    }

    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
