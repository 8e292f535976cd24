package com.hiremebahamas.home;

import com.hiremebahamas.jobs.Newest;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Frame;
import com.hiremebahamas.web.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;

/// The first page: what this is, a search, the islands and the newest jobs.
public final class HomePage implements Feature {

    private final Newest newest;
    private final Templates templates;
    private final InstantSource clock;

    public HomePage(Newest newest, Templates templates, InstantSource clock) {
        this.newest = newest;
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::show);
    }

    private void show(Context request) {
        var frame = Frame.evenIfUnknown(request, "Work in The Bahamas");
        Pages.html(request, templates.homeHome(frame, newest.jobs().orElse(null), clock.instant()));
    }
}
