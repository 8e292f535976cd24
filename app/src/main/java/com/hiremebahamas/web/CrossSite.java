package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.util.Set;

/// Refuses what another site makes a browser send.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`; older ones at least in `Origin`, which is compared
/// with the configured public origin and never with `Host`, for the site is behind a proxy that changes it. Sign-in
/// and registration are guarded like everything else, or a visitor could be signed in as somebody else unawares.
record CrossSite(String publicOrigin) {

    private static final String REFUSED =
            "This did not come from a page of this site, so nothing was done. Open the page here and try again.";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /// Lets requests of our own pages, of programs and safe ones pass.
    ///
    /// @throws Problem 403 for an unsafe request that does not come from a page of this site
    void check(Context request) {
        if (SAFE.contains(request.req().getMethod()) || isProgram(request) || isOurs(request)) return;
        throw Problem.of(403, "cross_site", REFUSED);
    }

    /// Programs prove themselves by a header no other site can make a browser send: a bearer token, or on the API
    /// nothing at all but JSON, whose type a plain form cannot have.
    private static boolean isProgram(Context request) {
        return Pages.isApi(request)
                && (!Credentials.bearer(request).isEmpty()
                        || Credentials.cookie(request).isEmpty());
    }

    private boolean isOurs(Context request) {
        var site = request.header("Sec-Fetch-Site");
        if (site != null) return site.equals("same-origin") || site.equals("none");
        return publicOrigin.equals(request.header("Origin"));
    }
}
