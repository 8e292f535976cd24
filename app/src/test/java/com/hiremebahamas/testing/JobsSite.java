package com.hiremebahamas.testing;

import com.hiremebahamas.home.HomePage;
import com.hiremebahamas.jobs.JobApi;
import com.hiremebahamas.jobs.JobPages;
import com.hiremebahamas.jobs.JobStore;
import com.hiremebahamas.jobs.Jobs;
import com.hiremebahamas.jobs.Newest;
import com.hiremebahamas.places.IslandApi;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.web.Assets;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.Site;
import com.hiremebahamas.web.Viewer.SignedIn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The pages and the API of jobs on a real socket, with everybody who is named signed in by a token of that name.
public final class JobsSite {

    /// What the site takes for now.
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private JobsSite() {}

    public static TestSite on(TestDatabase database, Map<String, Long> accounts) {
        var tidepool = database.tidepool();
        var store = new JobStore(tidepool);
        var jobs = new Jobs(store, new IdempotencyStore(tidepool));
        var templates = new StaticTemplates();
        var clock = InstantSource.fixed(NOW);
        return new TestSite(origin -> new Site(
                origin,
                token -> Optional.ofNullable(accounts.get(token)).map(id -> new SignedIn(id, token)),
                templates,
                Optional::empty,
                List.of(
                        new HomePage(new Newest(store, clock), templates, clock),
                        new JobPages(jobs, store, templates, clock, new Random(1)),
                        new JobApi(jobs, store),
                        new IslandApi(),
                        new Assets())));
    }
}
