package com.hiremebahamas.http.content;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;

/// A whole response, ready to be sent again. Immutable.
public final class CachedResponse {

    /// RFC 7234, 5.5.1; the RFC that replaced it dropped the header, and has nothing else that a program could
    /// read.
    private static final String STALE = "110 - \"Response is Stale\"";

    private final int status;
    private final Map<String, String> headers;
    private final EncodedBody body;
    private final String route;
    private final List<HttpField> fields;

    /// @param headers all but those of the body's encoding
    /// @param route   for the metrics, such as `/jobs/{job}`
    public CachedResponse(int status, Map<String, String> headers, EncodedBody body, String route) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.route = route;
        this.fields = headers.entrySet().stream()
                .map(header -> new HttpField(header.getKey(), header.getValue()))
                .toList();
    }

    /// The same response, marked as stale.
    public CachedResponse aged(Duration age) {
        var marked = new LinkedHashMap<>(headers);
        marked.put("Age", Long.toString(Math.max(0, age.toSeconds())));
        marked.put("Warning", STALE);
        return new CachedResponse(status, marked, body, route);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public EncodedBody body() {
        return body;
    }

    public String route() {
        return route;
    }

    /// The headers, as Jetty sends them.
    public List<HttpField> fields() {
        return fields;
    }
}
