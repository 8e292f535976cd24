package com.hiremebahamas.server;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;

/// A whole answer, ready to be sent again.
public final class ReadyAnswer {

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
