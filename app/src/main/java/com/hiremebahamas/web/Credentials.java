package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a request brings to show who sends it: the session cookie of a browser or the bearer token of a program.
public final class Credentials {

    /// `__Host-`: the browser takes it only over TLS or from localhost, for this host alone and for every path.
    public static final String COOKIE = "__Host-session";

    /// As long as a session can last.
    private static final Duration LIFETIME = Duration.ofDays(14);

    private static final String BEARER = "bearer ";
    private static final int LONGEST = 200;

    private Credentials() {}

    /// The token, or empty. A bearer token wins over a cookie: no page of another site can set that header.
    public static String token(Context request) {
        var bearer = bearer(request);
        return bearer.isEmpty() ? cookie(request) : bearer;
    }

    /// The session cookie, or empty.
    public static String cookie(Context request) {
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

    /// Lets the browser keep the token, where no script can read it and no other site can make use of it: `Lax`, so
    /// that links in e-mails arrive signed in.
    public static void give(Context request, String token) {
        setCookie(request, token, LIFETIME);
    }

    /// Makes the browser forget the token.
    public static void take(Context request) {
        setCookie(request, "", Duration.ZERO);
    }

    private static void setCookie(Context request, String value, Duration maxAge) {
        var cookie =
                COOKIE + "=" + value + "; Path=/; Max-Age=" + maxAge.toSeconds() + "; Secure; HttpOnly; SameSite=Lax";
        request.res().addHeader("Set-Cookie", cookie);
    }

    /// Whether the answer could depend on who asks, whatever the credentials are worth.
    ///
    /// @param headers of the request, by name
    public static boolean areBrought(Function<String, @Nullable String> headers) {
        return headers.apply("Cookie") != null || headers.apply("Authorization") != null;
    }
}
