package com.hiremebahamas;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.operations.ApiDocument;
import com.hiremebahamas.operations.DatabaseHealthCheck;
import com.hiremebahamas.operations.Metrics;
import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.operations.OperationsHandler.Audience;
import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.operations.PingStore;
import com.hiremebahamas.operations.Readiness;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the process tells those who run it: readiness, the deep check, metrics and the description of the API.
final class Operations {

    private final Settings settings;
    private final HttpServer edge;
    private final Tidepool tidepool;
    private final Components parts;
    private final InstantSource clock = InstantSource.system();
    private final Audience scrapers;
    private volatile @Nullable Metrics metrics;

    Operations(Settings settings, HttpServer edge, Tidepool tidepool, Components parts) {
        this.settings = settings;
        this.edge = edge;
        this.tidepool = tidepool;
        this.parts = parts;
        this.scrapers = Audience.of(settings.access().metricsToken(), settings.isProduction());
    }

    OperationsHandler pages() {
        var access = settings.access();
        boolean production = settings.isProduction();
        return new OperationsHandler()
                .with("/ready", new Audience.Everybody(), readiness())
                .with(
                        "/ready/db",
                        Audience.of(access.readyDbToken(), production),
                        new DatabaseHealthCheck(new PingStore(tidepool), clock))
                .with("/metrics", scrapers, this::scrape)
                .with(
                        "/api/openapi.json",
                        access.apiDocs() ? new Audience.Everybody() : new Audience.Nobody(),
                        new ApiDocument(ApiDocument.version()));
    }

    /// Begins to count, where somebody may look. Loads much, so it is not for the way to the open port.
    void measure() {
        if (scrapers instanceof Audience.Nobody) return;
        var counting = new Metrics(edge, tidepool::state, tidepool::pooled);
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
