package com.hiremebahamas.home;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.cache.PublicResponseCache.Content;
import com.hiremebahamas.jobs.NewestJobs;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;

/// The home page: a search, the islands and the newest jobs.
public final class HomePage implements Feature {

    private static final String TITLE = "Work in The Bahamas";

    private final NewestJobs newest;
    private final PublicResponseCache cache;
    private final Templates templates;
    private final InstantSource clock;
    private final Authenticator authenticator;

    public HomePage(
            NewestJobs newest,
            PublicResponseCache cache,
            Templates templates,
            InstantSource clock,
            Authenticator authenticator) {
        this.newest = newest;
        this.cache = cache;
        this.templates = templates;
        this.clock = clock;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", cache.cached(Content.JOBS, this::show, this::showWithoutJobs));
    }

    private void show(Context request) {
        Pages.html(
                request,
                templates.homeHome(
                        PageContext.of(request, TITLE, authenticator.viewer(request)), newest.jobs(), clock.instant()));
    }

    /// While the database is unavailable; a note takes the place of the jobs.
    private void showWithoutJobs(Context request, DatabaseException failure) {
        Caching.noStore(request);
        var context = PageContext.of(request, TITLE, Authenticator.knownViewer(request));
        Pages.html(request, templates.homeHome(context, null, clock.instant()));
    }
}
