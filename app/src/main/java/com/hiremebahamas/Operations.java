package com.hiremebahamas;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.operations.ApiDocument;
import com.hiremebahamas.operations.DatabaseHealthCheck;
import com.hiremebahamas.operations.Metrics;
import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.operations.OperationsHandler.Access;
import com.hiremebahamas.operations.OperationsHandler.Endpoint;
import com.hiremebahamas.operations.PingStore;
import com.hiremebahamas.operations.Readiness;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The operations endpoints, wired by constructor.
///
/// @param metrics to be started after the boot
record Operations(OperationsHandler handler, Metrics metrics, boolean isMeasured) {

    static Operations of(Settings settings, HttpServer server, Tidepool tidepool, Components components) {
        var access = settings.access();
        boolean production = settings.isProduction();
        var clock = InstantSource.system();
        var metrics = new Metrics(
                server,
                tidepool::state,
                tidepool::poolStats,
                () -> components.tasks().counts(),
                components::mails);
        var scrapers = Access.of(access.metricsToken(), production);
        var handler = new OperationsHandler(
                new Endpoint("/ready", new Access.Open(), readiness(settings, server, tidepool, components, clock)),
                new Endpoint(
                        "/ready/db",
                        Access.of(access.readyDbToken(), production),
                        new DatabaseHealthCheck(new PingStore(tidepool), clock)),
                new Endpoint("/metrics", scrapers, metrics),
                new Endpoint(
                        "/api/openapi.json",
                        access.apiDocs() ? new Access.Open() : new Access.Closed(),
                        new ApiDocument(ApiDocument.version())));
        return new Operations(handler, metrics, !(scrapers instanceof Access.Closed));
    }

    /// Loads much, so it belongs after the boot; does nothing where no client may read the metrics.
    void startMetrics() {
        if (isMeasured) metrics.start();
    }

    private static Readiness readiness(
            Settings settings, HttpServer server, Tidepool tidepool, Components components, InstantSource clock) {
        return new Readiness(
                server::isDraining,
                tidepool::state,
                () -> components.schema().word(),
                () -> components.redis().name().toLowerCase(Locale.ROOT),
                () -> components.mail().name().toLowerCase(Locale.ROOT),
                () -> warnings(settings, server, components),
                clock);
    }

    /// In development a mail is shown instead of sent, which is no reason to warn.
    private static List<String> warnings(Settings settings, HttpServer server, Components components) {
        var mail = settings.isProduction() ? settings.mail().warning() : "";
        return Stream.of(
                        server.warnings(),
                        components.tasks().warnings(),
                        mail.isEmpty() ? List.<String>of() : List.of(mail))
                .flatMap(List::stream)
                .toList();
    }
}
