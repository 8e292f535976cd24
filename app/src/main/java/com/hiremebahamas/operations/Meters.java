package com.hiremebahamas.operations;

import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.lifecycle.AotCache;
import com.hiremebahamas.tasks.TaskCounts;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
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
import java.util.function.ToLongFunction;

/// The meters of the process and of its requests; the only class that uses Micrometer.
final class Meters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    record Labels(String method, String route, int status) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    Meters(
            HttpServer server,
            Supplier<DatabaseState> database,
            Supplier<PoolStats> pool,
            Supplier<TaskCounts> tasks,
            ToLongFunction<String> mails) {
        gauge("http.server.requests.inside", "Requests that are accepted and not answered", server::inFlight);
        gauge(
                "http.server.unfinished.bytes",
                "Memory of heads, bodies and responses that clients have not finished",
                server::unfinishedBytes);
        gauge("process.draining", "1 while requests are rejected before the process ends", () -> draining(server));
        gauge(
                "process.aot.cache.used",
                "0 when the process started slower than it could, without the AOT cache of its package",
                () -> AotCache.isUsed() ? 1 : 0);
        addDatabase(database, pool);
        addMail(mails);
        addTasks(tasks);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    void record(Labels labels, Duration took) {
        timers.computeIfAbsent(labels, this::timer).record(took);
    }

    private static int draining(HttpServer server) {
        return server.isDraining() ? 1 : 0;
    }

    private void addDatabase(Supplier<DatabaseState> database, Supplier<PoolStats> pool) {
        for (var state : new String[] {"not_configured", "misconfigured", "idle", "ready", "unreachable"}) {
            Gauge.builder("database.state", database, it -> it.get().word().equals(state) ? 1 : 0)
                    .description("1 for the state that real use last showed")
                    .tag("state", state)
                    .register(registry);
        }
        gauge(
                "database.connections.active",
                "Connections in use",
                () -> pool.get().active());
        gauge(
                "database.connections.idle",
                "Open connections not in use",
                () -> pool.get().idle());
        gauge(
                "database.connections.most",
                "Maximum size of the pool",
                () -> pool.get().maxSize());
        gauge(
                "database.callers.waiting",
                "Threads that wait for a connection",
                () -> pool.get().waiting());
    }

    private void addMail(ToLongFunction<String> mails) {
        for (var outcome : new String[] {"accepted", "refused", "unavailable", "unknown"}) {
            FunctionCounter.builder("mail.sends", mails, counts -> counts.applyAsLong(outcome))
                    .description("Mails that the mail server was given, by what became of them")
                    .tag("outcome", outcome)
                    .register(registry);
        }
    }

    private void addTasks(Supplier<TaskCounts> tasks) {
        gauge(
                "tasks.running",
                "Background tasks that run now",
                () -> tasks.get().running());
        attempts("succeeded", tasks, TaskCounts::succeeded);
        attempts("failed", tasks, TaskCounts::failed);
        attempts("abandoned", tasks, TaskCounts::abandoned);
        attempts("given_up", tasks, TaskCounts::givenUp);
    }

    private void attempts(String outcome, Supplier<TaskCounts> tasks, ToLongFunction<TaskCounts> count) {
        FunctionCounter.builder("tasks.attempts", tasks, it -> count.applyAsLong(it.get()))
                .description("Attempts of background tasks that ended in this process; those that failed are repeated")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("http.server.requests")
                .description("From the first byte of a request to the last of its response")
                .tag("method", labels.method())
                .tag("route", labels.route())
                .tag("status", Integer.toString(labels.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
