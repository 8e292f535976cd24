package com.hiremebahamas.web;

import io.javalin.http.Context;

/// Who may keep an answer: nobody, unless a route says that everybody gets the same.
public final class Caching {

    private static final String NOBODY = "private, no-store";

    private Caching() {}

    static void nobody(Context request) {
        request.header("Cache-Control", NOBODY);
    }

    /// The edge in front may show this answer for a minute to others who bring no credentials either.
    public static void everybody(Context request) {
        request.res().addHeader("Vary", "Cookie, Authorization, Accept, HX-Request");
        if (!Credentials.areBrought(request)) {
            request.header("Cache-Control", "public, max-age=0, s-maxage=60, stale-while-revalidate=60");
        }
    }
}
