package com.hiremebahamas.http.proxies;

import com.hiremebahamas.config.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// The proxies in front of the server, as `FORWARDED_FROM` names them.
///
/// Each proxy appends the address of its own client to `X-Forwarded-For`. So the entries are read from the
/// right, each believed as far as the one who wrote it is known; what is further left was written by the
/// client, and proves nothing. Immutable; safe on any thread.
public sealed interface Proxies permits ProxyChain, ProxyList {

    /// The client of a request from this peer.
    ClientAddress client(InetAddress peer, HttpFields headers);

    /// Whether connections from this address may be a proxy's.
    boolean isProxy(InetAddress peer);

    /// What the operator should know of the setting, each a sentence; empty when it is fine.
    List<String> warnings();

    static Proxies of(Settings.Forwarded settings) {
        var rules = settings.from();
        var preset = rules.size() == 1 ? preset(rules.getFirst(), settings) : null;
        return preset == null ? new ProxyList(rules, settings.onRender()) : preset;
    }

    private static @Nullable Proxies preset(String name, Settings.Forwarded settings) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none" -> new ProxyList(List.of(), settings.onRender());
            case "cloudflare" -> ProxyChain.cloudflare(settings.edgeSecret());
            case "render" -> ProxyChain.render();
            case "vercel+render" -> ProxyChain.vercelAndRender(settings.edgeSecret());
            default -> null;
        };
    }

    /// The entries of `X-Forwarded-For`, the one that the peer wrote last. Not Jetty's list, which throws on half a
    /// quotation mark, as any client can send.
    static List<String> forwarded(HttpFields headers) {
        return headers.getValuesList("X-Forwarded-For").stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .filter(entry -> !entry.isBlank())
                .toList();
    }
}
