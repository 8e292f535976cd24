package com.hiremebahamas.http.proxies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.config.Secret;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// The proxies of a known host, in their order, each recognised by its address.
///
/// Where one is missing, the last address that was seen by a known one is the client: counting alone would
/// believe a client that connects to the server directly, past its edge. Sources: docs/decisions/0015.
final class ProxyChain implements Proxies {

    /// Who is in front of the chain that others could pose as, unless it proves itself by a secret.
    private enum Edge {
        /// Nobody: to pass a chain means to be seen by it.
        NONE,
        /// Its own addresses are not published, and the server can be reached past it.
        VERCEL,
        /// The last proxy of the chain: its customers' programs send from its addresses, too.
        CLOUDFLARE
    }

    /// The ways to the server, the longest first; each from the server outwards.
    private final List<List<Predicate<InetAddress>>> ways;

    private final Edge edge;
    private final Optional<Secret> secret;

    private ProxyChain(List<List<Predicate<InetAddress>>> ways, Edge edge, Optional<Secret> secret) {
        this.ways = ways;
        this.edge = edge;
        this.secret = secret;
    }

    /// Cloudflare, with or without a proxy of one's own behind it.
    static ProxyChain cloudflare(Optional<Secret> secret) {
        return new ProxyChain(
                List.of(List.of(AddressRange::isPrivate, Cloudflare::contains), List.of(Cloudflare::contains)),
                Edge.CLOUDFLARE,
                secret);
    }

    /// Cloudflare, then one or two proxies of Render's private network.
    static ProxyChain render() {
        return render(Edge.NONE, Optional.empty());
    }

    /// Vercel, then Render.
    static ProxyChain vercelAndRender(Optional<Secret> secret) {
        return render(Edge.VERCEL, secret);
    }

    private static ProxyChain render(Edge edge, Optional<Secret> secret) {
        return new ProxyChain(
                List.of(
                        List.of(AddressRange::isPrivate, AddressRange::isPrivate, Cloudflare::contains),
                        List.of(AddressRange::isPrivate, Cloudflare::contains)),
                edge,
                secret);
    }

    @Override
    public ClientAddress client(InetAddress peer, HttpFields headers) {
        var forwarded = Proxies.forwarded(headers);
        for (var way : ways) {
            int known = known(way, peer, forwarded);
            if (known < way.size()) continue;
            var address = address(peer, forwarded, known);
            return switch (edge) {
                case NONE -> ClientAddress.seen(address);
                case VERCEL -> behindVercel(address, entry(forwarded, known), headers);
                case CLOUDFLARE -> behindCloudflare(address(peer, forwarded, known - 1), address, headers);
            };
        }
        return ClientAddress.seen(address(peer, forwarded, known(ways.getLast(), peer, forwarded)));
    }

    /// How many entries are written by the proxies of the way.
    private static int known(List<Predicate<InetAddress>> way, InetAddress peer, List<String> forwarded) {
        int known = 0;
        while (known < way.size()
                && way.get(known).test(address(peer, forwarded, known))
                && entry(forwarded, known) != null) known++;
        return known;
    }

    /// The address before the first entry, or the one in the last of the entries.
    private static InetAddress address(InetAddress peer, List<String> forwarded, int entries) {
        var entry = entries == 0 ? null : entry(forwarded, entries - 1);
        return entry == null ? peer : entry;
    }

    /// Null when there is none, or when it is no address.
    ///
    /// @param position from the right, the first is 0
    private static @Nullable InetAddress entry(List<String> forwarded, int position) {
        int index = forwarded.size() - 1 - position;
        return index < 0 ? null : ForwardedAddress.parse(forwarded.get(index));
    }

    /// Vercel replaces the header by the address of its client. Its own addresses are not published, and the
    /// server can be reached past it: so it proves itself by a secret. Until the operator has set that, what
    /// Vercel seems to say is a claim.
    ///
    /// @param address of Vercel, or of a client that went past it
    private ClientAddress behindVercel(InetAddress address, @Nullable InetAddress client, HttpFields headers) {
        if (client == null) return ClientAddress.seen(address);
        if (secret.isPresent()) return ClientAddress.seen(isProven(headers) ? client : address);
        var named = headers.get("X-Vercel-Forwarded-For");
        boolean claimed = named != null && client.equals(ForwardedAddress.parse(named));
        return claimed ? new ClientAddress(client, address) : ClientAddress.seen(address);
    }

    /// A Worker of any customer could be what seems to be the edge.
    private ClientAddress behindCloudflare(InetAddress address, InetAddress client, HttpFields headers) {
        if (secret.isPresent()) return ClientAddress.seen(isProven(headers) ? client : address);
        return new ClientAddress(client, address);
    }

    private boolean isProven(HttpFields headers) {
        var proof = headers.get("X-Edge-Secret");
        return proof != null
                && MessageDigest.isEqual(
                        proof.getBytes(UTF_8), secret.orElseThrow().value().getBytes(UTF_8));
    }

    @Override
    public boolean isProxy(InetAddress peer) {
        for (var way : ways) if (way.getFirst().test(peer)) return true;
        return false;
    }

    @Override
    public List<String> warnings() {
        if (secret.isPresent()) return List.of();
        return switch (edge) {
            case NONE -> List.of();
            case VERCEL -> List.of(unproven("Vercel"));
            case CLOUDFLARE -> List.of(unproven("Cloudflare"));
        };
    }

    private static String unproven(String edge) {
        return "EDGE_SECRET is not set: the addresses that " + edge + " names are not proven, and those behind one of"
                + " its machines share a limit; see docs/operations.md";
    }
}
