package com.hiremebahamas.web;

import com.hiremebahamas.http.content.Vary;
import io.javalin.http.Context;

/// `Cache-Control` and `Vary`: no response may be stored, unless its route allows shared caches to.
public final class Caching {

    private static final String NO_STORE = "private, no-store";

    private Caching() {}

    /// Forbids every cache to store the response; the default of all routes.
    public static void noStore(Context request) {
        request.header("Vary", Vary.ANY);
        request.header("Cache-Control", NO_STORE);
    }

    /// For a request without credentials: a shared cache may reuse the response for a second, and for a day
    /// while the origin fails; a browser stores it and revalidates it by its tag. For any other request as
    /// [#noStore].
    public static void publicCache(Context request) {
        request.header("Vary", Vary.VIEWER);
        request.header(
                "Cache-Control", isPublic(request) ? "public, max-age=0, s-maxage=1, stale-if-error=86400" : NO_STORE);
    }

    /// Whether the response cannot depend on the viewer: the request carries no credentials.
    public static boolean isPublic(Context request) {
        return !Credentials.arePresent(request::header);
    }
}
