package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The credentials of a request: the session cookie of a browser or the bearer token of a program.
public final class Credentials {

    /// `__Host-`: browsers accept it only over TLS or from localhost, for this host alone and for every path.
    public static final String COOKIE = "__Host-session";

    private static final String DEVICE_COOKIE = "__Host-device";

    /// As long as a session can last, see the table `session`.
    private static final Duration LIFETIME = Duration.ofDays(180);

    private static final String BEARER = "bearer";
    private static final int MAX_LENGTH = 200;

    private Credentials() {}

    /// The token, or empty. A bearer token takes precedence over a cookie: no page of another site can set its
    /// header.
    public static String token(Context request) {
        var bearer = bearer(request);
        return bearer.isEmpty() ? cookie(request) : bearer;
    }

    /// The session cookie, or empty.
    public static String cookie(Context request) {
        var cookie = request.cookie(COOKIE);
        return cookie == null || cookie.length() > MAX_LENGTH ? "" : cookie;
    }

    static String bearer(Context request) {
        var token = bearer(request.header("Authorization"));
        return token.length() > MAX_LENGTH ? "" : token;
    }

    /// The token of an `Authorization` header, or empty. The name of a scheme is in any case (RFC 9110, 11.1),
    /// with any number of spaces after it.
    public static String bearer(@Nullable String authorization) {
        if (authorization == null) return "";
        var parts = authorization.strip().split("[ \t]+", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase(BEARER) ? parts[1] : "";
    }

    /// Stores the token in the browser, where no script can read it. `SameSite=Lax`: no form of another site
    /// sends it, while a link in an e-mail opens the site signed in.
    public static void setCookie(Context request, String token) {
        addCookie(request, COOKIE, token, LIFETIME);
    }

    /// The token by which this browser is known to accounts, or empty. No session: it gives no access.
    public static String device(Context request) {
        var cookie = request.cookie(DEVICE_COOKIE);
        return cookie == null || cookie.length() > MAX_LENGTH ? "" : cookie;
    }

    /// Stores the token by which this browser is known, for a year.
    public static void setDevice(Context request, String token) {
        addCookie(request, DEVICE_COOKIE, token, Duration.ofDays(365));
    }

    /// Deletes the token from the browser.
    public static void clearCookie(Context request) {
        addCookie(request, COOKIE, "", Duration.ZERO);
    }

    private static void addCookie(Context request, String name, String value, Duration maxAge) {
        var cookie =
                name + "=" + value + "; Path=/; Max-Age=" + maxAge.toSeconds() + "; Secure; HttpOnly; SameSite=Lax";
        request.res().addHeader("Set-Cookie", cookie);
    }

    /// Whether the request carries a cookie or an `Authorization` header, valid or not.
    ///
    /// @param headers of the request, by name
    public static boolean arePresent(Function<String, @Nullable String> headers) {
        return headers.apply("Cookie") != null || headers.apply("Authorization") != null;
    }
}
