package com.hiremebahamas.http;

import java.util.List;

/// Where health is asked for and what is said, as text: for the server and for the doorkeeper, who answers before it.
final class HealthText {

    static final String BODY = "{\"status\":\"ok\"}";

    private HealthText() {}

    /// `/api/health` is the same question, asked through the edge in front.
    static boolean isAskedAt(String path) {
        return path.equals("/health") || path.equals("/api/health");
    }

    static List<Header> headers(boolean production) {
        var headers = HeaderRules.ofBareData(production);
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("Content-Length", Integer.toString(BODY.length())));
        return headers;
    }
}
