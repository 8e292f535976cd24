package com.hiremebahamas;

import com.hiremebahamas.server.ApiDocument;
import com.hiremebahamas.server.DeepCheck;
import com.hiremebahamas.server.Edge;
import com.hiremebahamas.server.Metrics;
import com.hiremebahamas.server.OperatorPages;
import com.hiremebahamas.server.OperatorPages.Audience;
import com.hiremebahamas.server.OperatorPages.Content;
import com.hiremebahamas.server.PulseStore;
import com.hiremebahamas.server.Readiness;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the process tells those who run it: readiness, the deep check, metrics and the description of the API.
final class Operations {

    private final Settings settings;
    private final Edge edge;
    private final Tidepool tidepool;
    private final Parts parts;
    private final InstantSource clock = InstantSource.system();
    private final Audience scrapers;
    private volatile @Nullable Metrics metrics;

    Operations(Settings settings, Edge edge, Tidepool tidepool, Parts parts) {
        this.settings = settings;
        this.edge = edge;
        this.tidepool = tidepool;
        this.parts = parts;
        this.scrapers = Audience.of(settings.access().metricsToken(), settings.isProduction());
    }

    OperatorPages pages() {
        var access = settings.access();
        boolean production = settings.isProduction();
        return new OperatorPages()
                .with("/ready", new Audience.Everybody(), readiness())
                .with(
                        "/ready/db",
                        Audience.of(access.readyDbToken(), production),
                        new DeepCheck(new PulseStore(tidepool), clock))
                .with("/metrics", scrapers, this::scrape)
                .with(
                        "/api/openapi.json",
                        access.apiDocs() ? new Audience.Everybody() : new Audience.Nobody(),
                        new ApiDocument(ApiDocument.version()));
    }

    /// Begins to count, where somebody may look. Loads much, so it is not for the way to the open port.
    void measure() {
        if (scrapers instanceof Audience.Nobody) return;
        var counting = new Metrics(edge, tidepool::state, tidepool::poolStats);
        edge.measure(counting);
        metrics = counting;
    }

    private Content scrape() {
        var counting = metrics;
        return counting == null ? Content.json(503, "{\"status\":\"starting\"}") : counting.content();
    }

    private Readiness readiness() {
        return new Readiness(
                edge::isDraining,
                tidepool::state,
                () -> parts.schema().word(),
                () -> parts.redis().name().toLowerCase(Locale.ROOT),
                clock);
    }
}
