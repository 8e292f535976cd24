package com.hiremebahamas.operations;

import com.hiremebahamas.http.Application;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.tasks.TaskCounts;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolStats;
import com.hiremebahamas.web.Json;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// Counts and times requests, in Prometheus' text format, from [#start] on. Safe on any thread.
///
/// Micrometer is loaded by `start`, which belongs after the boot: until then requests are not counted, and the
/// endpoint answers 503.
public final class Metrics implements OperationsHandler.Source, Application.RequestListener {

    /// Of requests that matched no route: their paths would make any number of metrics.
    private static final String NO_ROUTE = "none";

    private final HttpServer server;
    private final Supplier<DatabaseState> database;
    private final Supplier<PoolStats> pool;
    private final Supplier<TaskCounts> tasks;
    private final ToLongFunction<String> mails;
    private volatile @Nullable Meters meters;

    /// @param mails how many mails ended with an outcome
    public Metrics(
            HttpServer server,
            Supplier<DatabaseState> database,
            Supplier<PoolStats> pool,
            Supplier<TaskCounts> tasks,
            ToLongFunction<String> mails) {
        this.server = server;
        this.database = database;
        this.pool = pool;
        this.tasks = tasks;
        this.mails = mails;
    }

    public void start() {
        meters = new Meters(server, database, pool, tasks, mails);
    }

    @Override
    public Content content() {
        var started = meters;
        return started == null
                ? Content.json(503, Json.write(Map.of("status", "starting")))
                : new Content(200, "text/plain; version=0.0.4; charset=utf-8", started.scrape());
    }

    @Override
    public void received(Request request, Response response) {
        var started = meters;
        if (started != null) Request.addCompletionListener(request, _ -> count(started, request, response));
    }

    private static void count(Meters meters, Request request, Response response) {
        var route = request.getAttribute(RequestContext.ROUTE) instanceof String template ? template : NO_ROUTE;
        var took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        meters.record(new Meters.Labels(request.getMethod(), route, response.getStatus()), took);
    }
}
