package com.hiremebahamas.home;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.jobs.NewestJobs;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;

/// The home page: a search, the islands and the newest jobs.
public final class HomePage implements Feature {

    private static final String TITLE = "Work in The Bahamas";

    private final NewestJobs newest;
    private final PublicResponseCache answers;
    private final Templates templates;
    private final InstantSource clock;

    public HomePage(NewestJobs newest, PublicResponseCache answers, Templates templates, InstantSource clock) {
        this.newest = newest;
        this.answers = answers;
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", answers.of(this::show, this::showWithoutJobs));
    }

    private void show(Context request) {
        Pages.html(request, templates.homeHome(PageContext.of(request, TITLE), newest.jobs(), clock.instant()));
    }

    /// While the database is unavailable; a note takes the place of the jobs.
    private void showWithoutJobs(Context request, DatabaseException failure) {
        Caching.nobody(request);
        var frame = new PageContext(TITLE, Viewer.ifKnown(request), request.path());
        Pages.html(request, templates.homeHome(frame, null, clock.instant()));
    }
}
