package com.hiremebahamas.web;

import io.javalin.http.Context;

/// Who may keep an answer: nobody, unless a route says that everybody gets the same.
public final class Caching {

    private static final String NOBODY = "private, no-store";

    private Caching() {}

    public static void nobody(Context request) {
        request.header("Cache-Control", NOBODY);
    }

    /// The edge in front may show this answer for a second to others who bring no credentials either, and for a day
    /// while nothing here answers. Browsers keep it and ask by its tag whether it is still the same.
    public static void everybody(Context request) {
        // In one line: nginx before 1.23 looks at one line of them.
        request.header("Vary", "Cookie, Authorization, HX-Request, Accept-Encoding");
        request.header(
                "Cache-Control",
                isForEverybody(request) ? "public, max-age=0, s-maxage=1, stale-if-error=86400" : NOBODY);
    }

    /// Whether the answer cannot depend on who asks: nobody said who they are.
    public static boolean isForEverybody(Context request) {
        return !Credentials.areBrought(request::header);
    }
}
