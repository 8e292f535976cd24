package com.hiremebahamas.http;

import java.util.ArrayList;
import java.util.List;

/// What a browser may load, guess, tell and keep, as text and in one place: the server takes it from here, and so does
/// the doorkeeper, who answers before any of the server's classes are there.
final class HeaderRules {

    /// Everything from this site itself and nothing inline.
    private static final String CONTENT = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'");

    private static final Header NO_SNIFFING = new Header("X-Content-Type-Options", "nosniff");
    private static final Header NO_STORING = new Header("Cache-Control", "private, no-store");

    /// Two years, as the preload lists ask for.
    private static final Header ENCRYPTED_ONLY =
            new Header("Strict-Transport-Security", "max-age=63072000; includeSubDomains");

    private HeaderRules() {}

    /// For every answer. The cache rule stands until the application sets another.
    ///
    /// @param production adds HSTS, which would lock a laptop out of its own `http://localhost`
    static List<Header> ofPages(boolean production) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Content-Security-Policy", CONTENT));
        headers.add(NO_SNIFFING);
        headers.add(new Header("Referrer-Policy", "strict-origin-when-cross-origin"));
        headers.add(new Header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"));
        headers.add(new Header("Cross-Origin-Opener-Policy", "same-origin"));
        headers.add(NO_STORING);
        if (production) headers.add(ENCRYPTED_ONLY);
        return headers;
    }

    /// The same for an answer that is not a page and loads nothing: half as many bytes.
    static List<Header> ofBareData(boolean production) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));
        headers.add(NO_SNIFFING);
        headers.add(new Header("Referrer-Policy", "no-referrer"));
        headers.add(NO_STORING);
        if (production) headers.add(ENCRYPTED_ONLY);
        return headers;
    }
}
