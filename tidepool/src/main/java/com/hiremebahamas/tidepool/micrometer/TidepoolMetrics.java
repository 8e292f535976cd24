package com.hiremebahamas.tidepool.micrometer;

import com.hiremebahamas.tidepool.PoolStats;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The gauges of one [Tidepool]: `tidepool.connections` (open), `.active`, `.idle`, `.pending` (callers
/// that wait) and `.max`, and `tidepool.state`, 1 for the one tag `state` that holds. Reading them costs
/// no I/O.
///
/// Each has the tag `database`, as [MeterListener] has, which counts and times what happens. A registry
/// that holds its gauges' objects weakly needs the Tidepool to be held elsewhere, as programs do.
///
/// @param tidepool whose state is shown
/// @param url      of that database, for the tag; user and password are no part of it
@SuppressWarnings("exports") // a program that uses it requires Micrometer itself
public record TidepoolMetrics(Tidepool tidepool, DatabaseUrl url) implements MeterBinder {

    private static final List<String> STATES =
            List.of("not_configured", "misconfigured", "idle", "ready", "degraded", "unreachable");

    /// Registers the gauges. Does not block; safe on any thread.
    @Override
    public void bindTo(MeterRegistry registry) {
        connections(registry, "tidepool.connections", "Open connections", pool -> pool.active() + pool.idle());
        connections(registry, "tidepool.connections.active", "Connections in use", PoolStats::active);
        connections(registry, "tidepool.connections.idle", "Open connections that are free", PoolStats::idle);
        connections(registry, "tidepool.connections.pending", "Callers that wait for one", PoolStats::waiting);
        connections(registry, "tidepool.connections.max", "Connections there may be", PoolStats::maxSize);
        for (var state : STATES) {
            Gauge.builder("tidepool.state", tidepool, it -> it.state().word().equals(state) ? 1 : 0)
                    .description("1 for the state of the database that its use has shown")
                    .tags(tags(url).and("state", state))
                    .register(registry);
        }
    }

    private void connections(
            MeterRegistry registry, String name, String description, ToDoubleFunction<PoolStats> number) {
        Gauge.builder(name, tidepool, it -> number.applyAsDouble(it.poolStats()))
                .description(description)
                .tags(tags(url))
                .register(registry);
    }

    /// The tag `database`: where it is and its name, as in logs; a word where there is no URL that can be used.
    static Tags tags(DatabaseUrl url) {
        return Tags.of(
                "database",
                switch (url) {
                    case DatabaseUrl.Valid valid -> valid.target();
                    case DatabaseUrl.Invalid _ -> "invalid";
                    case DatabaseUrl.NotConfigured _ -> "none";
                });
    }
}
