package com.hiremebahamas.http.proxies;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns once in the log, and in `/ready` from then on, when many clients seem to come from one proxy: then
/// `FORWARDED_FROM` is wrong, and strangers share each other's rate limits. Safe on any thread.
public final class SharedAddressWarning {

    private static final Logger log = LoggerFactory.getLogger(SharedAddressWarning.class);

    /// More than one person and their telephone have in a day.
    private static final int MANY = 20;

    private static final String WARNING =
            MANY + " clients seem to come from one address, which is a proxy's: they share"
                    + " their rate limits. Set FORWARDED_FROM to the host that this process runs on (docs/settings.md)";

    private final boolean vercelUnproven;
    private final Set<InetAddress> clients = new HashSet<>();
    private volatile boolean warned;

    /// @param vercelUnproven whether Vercel, which does not publish its addresses, has no secret to prove itself by
    public SharedAddressWarning(boolean vercelUnproven) {
        this.vercelUnproven = vercelUnproven;
    }

    /// Notes one request.
    ///
    /// @param client as it was determined from the headers
    public void check(ClientAddress client, HttpFields headers) {
        if (warned || !headers.contains("X-Forwarded-For")) return;
        var address = client.address();
        if (!isEdge(address, headers)) return;
        for (var first : Proxies.forwarded(headers)) {
            var named = ForwardedAddress.parse(first);
            if (named != null && !named.equals(address)) count(named, client);
            return;
        }
    }

    /// Vercel numbers its requests.
    private boolean isEdge(InetAddress address, HttpFields headers) {
        return AddressRange.isPrivate(address)
                || Cloudflare.contains(address)
                || (vercelUnproven && headers.contains("X-Vercel-Id"));
    }

    /// For the operator; empty while there is nothing to warn about.
    public List<String> warnings() {
        return warned ? List.of(WARNING) : List.of();
    }

    private synchronized void count(InetAddress named, ClientAddress client) {
        clients.add(named);
        if (warned || clients.size() < MANY) return;
        warned = true;
        clients.clear();
        log.warn("{}; the last one was seen under {}", WARNING, client);
    }
}
