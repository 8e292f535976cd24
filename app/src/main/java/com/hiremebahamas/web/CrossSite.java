package com.hiremebahamas.web;

import com.hiremebahamas.config.Origin;
import io.javalin.http.Context;
import java.util.Set;

/// Protection against cross-site request forgery.
///
/// Browsers name the origin of a request in `Sec-Fetch-Site`, older ones in `Origin`, which is compared with
/// the configured public origin and never with `Host`: a proxy in front may change that. Sign-in and
/// registration are protected too; otherwise another site could sign a visitor in to an account of its own
/// (login CSRF).
record CrossSite(Origin publicOrigin) {

    private static final String DETAIL =
            "This did not come from a page of this site, so nothing was changed. Open the page here and try again.";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /// Accepts safe methods, requests of API clients, and requests of pages of this site.
    ///
    /// @throws Problem 403 for an unsafe request that does not come from a page of this site
    void check(Context request) {
        if (SAFE.contains(request.req().getMethod()) || isApiClient(request) || isSameOrigin(request)) return;
        throw Problem.of(403, "cross_site", DETAIL);
    }

    /// On the API a bearer token is enough: no other site can make a browser send that header. So is a request
    /// without a session cookie: the API accepts JSON only, a type that no plain form can send.
    private static boolean isApiClient(Context request) {
        return Pages.isApi(request)
                && (!Credentials.bearer(request).isEmpty()
                        || Credentials.cookie(request).isEmpty());
    }

    private boolean isSameOrigin(Context request) {
        var site = request.header("Sec-Fetch-Site");
        if (site != null) return site.equals("same-origin") || site.equals("none");
        var origin = request.header("Origin");
        return origin != null
                && Origin.parse(origin).filter(publicOrigin::equals).isPresent();
    }
}
