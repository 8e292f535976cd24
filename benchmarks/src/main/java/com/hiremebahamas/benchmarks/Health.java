package com.hiremebahamas.benchmarks;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What every contestant answers to `/health`.
final class Health {

    static final String BODY = "{\"status\":\"ok\"}";
    static final Charset CHARSET = StandardCharsets.UTF_8;

    private Health() {}

    static int port() {
        return Integer.parseInt(System.getenv().getOrDefault("PORT", "10000"));
    }
}
