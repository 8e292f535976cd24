package com.hiremebahamas.http;

import com.hiremebahamas.http.content.Vary;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/// The security headers of every response, error responses included, encoded once.
final class SecurityHeaders {

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

    private static final HttpField NO_SNIFFING = field("X-Content-Type-Options", "nosniff");
    private static final HttpField NO_STORE = field("Cache-Control", "private, no-store");

    /// Two years, as the preload lists require.
    private static final HttpField HTTPS_ONLY =
            field("Strict-Transport-Security", "max-age=63072000; includeSubDomains");

    private final List<HttpField> fields = new ArrayList<>();

    private SecurityHeaders(boolean production, HttpField... fields) {
        this.fields.addAll(List.of(fields));
        this.fields.add(NO_SNIFFING);
        this.fields.add(NO_STORE);
        if (production) this.fields.add(HTTPS_ONLY);
    }

    /// For every response but health. `Cache-Control` and `Vary` stay until the application sets others.
    ///
    /// @param production adds HSTS, which would lock a laptop out of its own `http://localhost`
    static SecurityHeaders ofPages(boolean production) {
        return new SecurityHeaders(
                production,
                field("Vary", Vary.ANY),
                field("Content-Security-Policy", CONTENT),
                field("Referrer-Policy", "strict-origin-when-cross-origin"),
                field("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
                field("Cross-Origin-Opener-Policy", "same-origin"));
    }

    /// For a response that is not a page and loads nothing: half as many bytes.
    static SecurityHeaders ofData(boolean production) {
        return new SecurityHeaders(
                production,
                field("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                field("Referrer-Policy", "no-referrer"));
    }

    /// Replaces what an earlier response of the same request has set.
    void putInto(Response response) {
        var headers = response.getHeaders();
        for (int i = 0; i < fields.size(); i++) headers.put(fields.get(i));
    }

    /// To a fresh response: [#putInto] would search it for each header first.
    void addTo(Response response) {
        var headers = response.getHeaders();
        for (int i = 0; i < fields.size(); i++) headers.add(fields.get(i));
    }

    static HttpField field(String name, String value) {
        return new PreEncodedHttpField(HttpHeader.CACHE.get(name), name, value);
    }
}
