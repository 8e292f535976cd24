package com.hiremebahamas.web;

import io.javalin.http.Context;

/// What a request brings to show who sends it: the session cookie of a browser or the bearer token of a program.
public final class Credentials {

    /// `__Host-`: the browser takes it only over TLS or from localhost, for this host alone and for every path.
    public static final String COOKIE = "__Host-session";

    private static final String BEARER = "bearer ";
    private static final int LONGEST = 200;

    private Credentials() {}

    /// The token, or empty. A bearer token wins over a cookie: no page of another site can set that header.
    public static String token(Context request) {
        var bearer = bearer(request);
        return bearer.isEmpty() ? cookie(request) : bearer;
    }

    static String cookie(Context request) {
        var cookie = request.cookie(COOKIE);
        return cookie == null || cookie.length() > LONGEST ? "" : cookie;
    }

    static String bearer(Context request) {
        var header = request.header("Authorization");
        if (header == null || header.length() > BEARER.length() + LONGEST) return "";
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /// Whether the answer could depend on who asks, whatever the credentials are worth.
    static boolean areBrought(Context request) {
        return request.header("Cookie") != null || request.header("Authorization") != null;
    }
}
