package com.hiremebahamas.http.proxies;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;

/// Any number of proxies, each in one of these networks: the client is the right-most address that is no
/// proxy.
///
/// `private` is the peer only. The clients of a proxy in a private network may be in it, too, and would choose
/// their address if they were taken for proxies; a chain of private proxies is named by its networks.
final class ProxyList implements Proxies {

    private final List<AddressRange> ranges = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean all;
    private boolean loopback;
    private boolean privatePeer;

    ProxyList(List<String> rules, boolean onRender) {
        for (var rule : rules) {
            switch (rule.toLowerCase(Locale.ROOT)) {
                case "*" -> all = true;
                case "loopback" -> loopback = true;
                case "private" -> privatePeer = true;
                default -> addRange(rule);
            }
        }
        if (onRender)
            warnings.add("FORWARDED_FROM does not name Render, where this process runs: strangers may share their "
                    + "rate limits; use render or vercel+render");
        if (all) warnings.add("FORWARDED_FROM=* lets anyone choose the address they are seen under");
    }

    private void addRange(String rule) {
        var range = AddressRange.parse(rule);
        if (range != null) {
            ranges.add(range);
        } else {
            warnings.add("FORWARDED_FROM: '" + rule
                    + "' is no address, network, loopback, private or *, and no preset by itself; it is not used");
        }
    }

    @Override
    public ClientAddress client(InetAddress peer, HttpFields headers) {
        if (!isProxy(peer)) return ClientAddress.seen(peer);
        var forwarded = Proxies.forwarded(headers);
        var address = peer;
        int last = forwarded.size() - 1;
        // The peer wrote the last entry, whether its address is named or private.
        for (int i = last; i >= 0 && (i == last || isNamed(address)); i--) {
            var entry = ForwardedAddress.parse(forwarded.get(i));
            if (entry == null) break;
            address = entry;
        }
        return ClientAddress.seen(address);
    }

    @Override
    public boolean isProxy(InetAddress peer) {
        return isNamed(peer) || (privatePeer && AddressRange.isPrivate(peer));
    }

    private boolean isNamed(InetAddress address) {
        return all || (loopback && address.isLoopbackAddress()) || AddressRange.contain(ranges, address);
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
