package com.hiremebahamas.home;

import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Feature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// What search engines need not read: answers for programs, and pages that hold nothing before somebody signs in.
///
/// `/jobs/new` and `/jobs/mine` only lead to the sign-in. Nothing here keeps anybody out.
public final class Robots implements Feature {

    private static final String RULES = """
            User-agent: *
            Disallow: /api/
            Disallow: /jobs/mine
            Disallow: /jobs/new
            Disallow: /me
            Disallow: /register
            Disallow: /sign-in
            """;

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/robots.txt", Robots::show);
    }

    private static void show(Context request) {
        Caching.publicCache(request);
        request.contentType("text/plain; charset=utf-8").result(RULES);
    }
}
