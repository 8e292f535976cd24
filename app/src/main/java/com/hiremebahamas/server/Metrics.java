package com.hiremebahamas.server;

import com.hiremebahamas.server.OperatorPages.Content;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// What the process counts, in Prometheus' text format. Loaded after the start, and only where somebody may look.
public final class Metrics implements OperatorPages.Page, FrontDoor.Observer {

    /// The attribute of a request in which the application leaves the template of its route, such as `/jobs/{id}`.
    public static final String ROUTE = "hiremebahamas.route";

    /// Without the template an address typed by somebody would become a name in the metrics.
    private static final String NO_ROUTE = "none";

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private record Kind(String method, String route, int status) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    public Metrics(Edge edge, Supplier<DatabaseState> database, Supplier<PoolStats> pool) {
        Gauge.builder("http.server.requests.inside", edge, Edge::inside)
                .description("Requests that were let in and are not answered yet")
                .register(registry);
        Gauge.builder("process.draining", edge, it -> it.isDraining() ? 1 : 0)
                .description("1 while new work is refused because the process is about to end")
                .register(registry);
        measureDatabase(database, pool);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void measureDatabase(Supplier<DatabaseState> database, Supplier<PoolStats> pool) {
        for (var state : new String[] {"not_configured", "misconfigured", "idle", "ready", "unreachable"}) {
            Gauge.builder("database.state", database, it -> name(it.get()).equals(state) ? 1 : 0)
                    .description("1 for what real use last showed of the database")
                    .tag("state", state)
                    .register(registry);
        }
        gauge(
                "database.connections.active",
                "Connections lent out",
                () -> pool.get().active());
        gauge(
                "database.connections.idle",
                "Connections open and free",
                () -> pool.get().idle());
        gauge(
                "database.connections.most",
                "Connections there may be",
                () -> pool.get().maxSize());
        gauge(
                "database.callers.waiting",
                "Callers waiting for a connection",
                () -> pool.get().waiting());
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    @Override
    public Content content() {
        return new Content(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }

    @Override
    public void watch(Request request, Response response) {
        Request.addCompletionListener(request, _ -> count(request, response));
    }

    private void count(Request request, Response response) {
        var route = request.getAttribute(ROUTE) instanceof String template ? template : NO_ROUTE;
        var kind = new Kind(request.getMethod(), route, response.getStatus());
        timers.computeIfAbsent(kind, this::timer)
                .record(Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("From the first byte of a request to the last of its answer")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static String name(DatabaseState state) {
        return switch (state) {
            case DatabaseState.NotConfigured _ -> "not_configured";
            case DatabaseState.Misconfigured _ -> "misconfigured";
            case DatabaseState.Idle _ -> "idle";
            case DatabaseState.Ready _ -> "ready";
            case DatabaseState.Unreachable _ -> "unreachable";
        };
    }
}
