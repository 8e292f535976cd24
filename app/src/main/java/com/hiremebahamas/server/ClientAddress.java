package com.hiremebahamas.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Who asks, past the proxies in front: the right-most address of `X-Forwarded-For` that is no trusted proxy.
///
/// What lies further left was written by whoever asked, and is worth nothing.
final class ClientAddress {

    private final List<String> trusted;

    ClientAddress(List<String> trusted) {
        this.trusted = trusted;
    }

    String of(Request request) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)) return "";
        var address = peer.getAddress();
        var forwarded = request.getHeaders().getValuesList("X-Forwarded-For");
        for (int i = forwarded.size() - 1; i >= 0 && isTrusted(address); i--) {
            var next = parse(forwarded.get(i).strip());
            if (next == null) break;
            address = next;
        }
        return address.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        for (var rule : trusted) {
            boolean matches = switch (rule) {
                case "*" -> true;
                case "loopback" -> address.isLoopbackAddress();
                case "private" -> address.isSiteLocalAddress() || address.isLinkLocalAddress();
                default -> address.getHostAddress().equals(rule);
            };
            if (matches) return true;
        }
        return false;
    }

    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
