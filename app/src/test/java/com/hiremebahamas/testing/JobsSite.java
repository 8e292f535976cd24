package com.hiremebahamas.testing;

import com.hiremebahamas.cache.CacheEntries;
import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.home.HomePage;
import com.hiremebahamas.jobs.JobApi;
import com.hiremebahamas.jobs.JobDraftStore;
import com.hiremebahamas.jobs.JobPages;
import com.hiremebahamas.jobs.JobStore;
import com.hiremebahamas.jobs.Jobs;
import com.hiremebahamas.jobs.NewestJobs;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.places.IslandApi;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.web.Assets;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.SiteServlet;
import com.hiremebahamas.web.Viewer.SignedIn;
import com.hiremebahamas.web.Viewer.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// The pages and the API of jobs on a real socket. Each given account has a session whose token is its name.
public final class JobsSite {

    /// The time of the site.
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// A filled-in form of [JobPages].
    public static final Map<String, String> BARTENDER = Map.of(
            "title", "Bartender",
            "employer", "Blue Hole Bar",
            "island", "exuma",
            "employment_type", "FULL_TIME",
            "pay_min", "12.50",
            "pay_max", "15",
            "pay_period", "HOUR",
            "description", "Evenings at the bar.",
            "how_to_apply", "Call 242 555 0100.",
            "idempotency_key", "k-1");

    private JobsSite() {}

    /// A site whose cached responses expire at once: every response is read from the database.
    public static TestSite on(TestDatabase database, Map<String, Long> accounts) {
        var ticks = new AtomicLong();
        return on(database, accounts, () -> NOW.plusSeconds(60 * ticks.incrementAndGet()));
    }

    /// A site whose cached responses age by this clock.
    public static TestSite on(TestDatabase database, Map<String, Long> accounts, InstantSource age) {
        var tidepool = database.tidepool();
        var store = new JobStore(tidepool);
        var templates = new StaticTemplates();
        var clock = InstantSource.fixed(NOW);
        var authenticator = new Authenticator(token ->
                Optional.ofNullable(accounts.get(token)).map(id -> new SignedIn(id, token, Standing.VERIFIED)));
        var cache = new PublicResponseCache(templates, age, new CacheEntries(1_000_000), null);
        var drafts = new JobDraftStore(tidepool);
        var jobs = new Jobs(
                store,
                drafts,
                new IdempotencyStore(tidepool),
                RateLimiter.local(clock),
                () -> cache.invalidate(PublicResponseCache.Content.JOBS));
        return new TestSite(
                origin -> new SiteServlet(
                        origin,
                        templates,
                        Optional::empty,
                        List.of(
                                new HomePage(new NewestJobs(store), cache, templates, clock, authenticator),
                                new JobPages(
                                        jobs,
                                        store,
                                        drafts,
                                        _ -> {},
                                        cache,
                                        templates,
                                        clock,
                                        new Random(1),
                                        authenticator),
                                new JobApi(jobs, store, cache, authenticator),
                                new IslandApi(cache),
                                new Assets())),
                cache);
    }
}
