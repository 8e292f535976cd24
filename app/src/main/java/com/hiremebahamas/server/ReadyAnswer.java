package com.hiremebahamas.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;

/// A whole answer, ready to be sent again.
public final class ReadyAnswer {

    /// RFC 7234, 5.5.1; the RFC after it has no such header, and nothing else that a program could read.
    private static final String STALE = "110 - \"Response is Stale\"";

    private final int status;
    private final Map<String, String> headers;
    private final Packed body;
    private final String route;
    private final List<HttpField> fields;

    /// @param headers all but those that say how the body is sent
    /// @param route   by which it is counted, such as `/jobs/{job}`
    public ReadyAnswer(int status, Map<String, String> headers, Packed body, String route) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.route = route;
        this.fields = headers.entrySet().stream()
                .map(header -> new HttpField(header.getKey(), header.getValue()))
                .toList();
    }

    /// The same, marked as older than it should be.
    public ReadyAnswer aged(Duration age) {
        var marked = new LinkedHashMap<>(headers);
        marked.put("Age", Long.toString(Math.max(0, age.toSeconds())));
        marked.put("Warning", STALE);
        return new ReadyAnswer(status, marked, body, route);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Packed body() {
        return body;
    }

    String route() {
        return route;
    }

    List<HttpField> fields() {
        return fields;
    }
}
