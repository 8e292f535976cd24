package com.hiremebahamas.home;

import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Feature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// `robots.txt`: crawlers need not fetch the API, nor pages that are empty or redirect without a session.
///
/// It is advice to crawlers, not access control.
public final class Robots implements Feature {

    private static final String RULES = """
            User-agent: *
            Disallow: /api/
            Disallow: /jobs/mine
            Disallow: /jobs/new
            Disallow: /me
            Disallow: /people/
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
