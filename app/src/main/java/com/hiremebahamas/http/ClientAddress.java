package com.hiremebahamas.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Who asks, past the proxies in front: the right-most address of `X-Forwarded-For` that is no trusted proxy.
///
/// What lies further left was written by whoever asked, and is worth nothing. What cannot be read ends the chain: then
/// it is the proxy itself that asks, and its clients share one allowance.
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
