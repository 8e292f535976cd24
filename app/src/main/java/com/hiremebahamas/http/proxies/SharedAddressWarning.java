package com.hiremebahamas.http.proxies;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns once when many clients seem to come from one proxy: then `FORWARDED_FROM` is wrong, and strangers
/// share each other's rate limits. Safe on any thread.
public final class SharedAddressWarning {

    private static final Logger log = LoggerFactory.getLogger(SharedAddressWarning.class);

    /// More than one person and their telephone have in a day.
    private static final int MANY = 20;

    private final Set<String> clients = new HashSet<>();
    private volatile boolean warned;

    /// Notes one request.
    ///
    /// @param client as it was determined from the headers
    public void check(ClientAddress client, HttpFields headers) {
        if (warned || !headers.contains("X-Forwarded-For")) return;
        var address = client.address();
        if (!AddressRange.isPrivate(address) && !Cloudflare.contains(address)) return;
        for (var first : Proxies.forwarded(headers)) {
            var named = ForwardedAddress.parse(first);
            if (named != null && !named.equals(address)) count(first, client);
            return;
        }
    }

    private synchronized void count(String first, ClientAddress client) {
        clients.add(first);
        if (warned || clients.size() < MANY) return;
        warned = true;
        clients.clear();
        log.warn(
                "{} clients seem to come from one address, {}, which is a proxy's: they share their rate limits. "
                        + "Set FORWARDED_FROM to the host that this process runs on (docs/settings.md)",
                MANY,
                client);
    }
}
