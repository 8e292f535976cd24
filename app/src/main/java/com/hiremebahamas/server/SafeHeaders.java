package com.hiremebahamas.server;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/// The headers that every answer carries, errors included: what a browser may load, guess, tell and keep.
///
/// Encoded once. The cache rule stands until the application sets another.
final class SafeHeaders {

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

    /// Two years, as the preload lists ask for.
    private static final String TRANSPORT = "max-age=63072000; includeSubDomains";

    private static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField NO_STORING = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-store");

    private final List<HttpField> fields = new ArrayList<>();

    /// @param production adds HSTS, which would lock a laptop out of its own `http://localhost`
    SafeHeaders(boolean production) {
        fields.add(new PreEncodedHttpField("Content-Security-Policy", CONTENT));
        fields.add(NO_SNIFFING);
        fields.add(new PreEncodedHttpField("Referrer-Policy", "strict-origin-when-cross-origin"));
        fields.add(
                new PreEncodedHttpField("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"));
        fields.add(new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));
        fields.add(NO_STORING);
        if (production) fields.add(encryptedOnly());
    }

    /// The same for an answer that is not a page and loads nothing: half as many bytes.
    static List<HttpField> ofBareData(boolean production) {
        var fields = new ArrayList<HttpField>();
        fields.add(new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));
        fields.add(NO_SNIFFING);
        fields.add(new PreEncodedHttpField("Referrer-Policy", "no-referrer"));
        fields.add(NO_STORING);
        if (production) fields.add(encryptedOnly());
        return fields;
    }

    private static HttpField encryptedOnly() {
        return new PreEncodedHttpField("Strict-Transport-Security", TRANSPORT);
    }

    void addTo(Response response) {
        var headers = response.getHeaders();
        for (int i = 0; i < fields.size(); i++) headers.put(fields.get(i));
    }
}
