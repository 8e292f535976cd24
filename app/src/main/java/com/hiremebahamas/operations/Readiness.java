package com.hiremebahamas.operations;

import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import com.hiremebahamas.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The state of each component as real requests last saw it, for load balancers; without I/O of its own.
///
/// 503 while the process drains. A database that cannot be reached is no reason to take the process out of
/// service: what works without it still works.
public final class Readiness implements OperationsHandler.Source {

    private final BooleanSupplier draining;
    private final Supplier<DatabaseState> database;
    private final Supplier<String> schema;
    private final Supplier<String> redis;
    private final Supplier<String> mail;
    private final Supplier<List<String>> warnings;
    private final InstantSource clock;

    /// @param schema   `redis` and `mail`, too, return a word for their state, without I/O
    /// @param warnings what the operator should know, each a sentence
    public Readiness(
            BooleanSupplier draining,
            Supplier<DatabaseState> database,
            Supplier<String> schema,
            Supplier<String> redis,
            Supplier<String> mail,
            Supplier<List<String>> warnings,
            InstantSource clock) {
        this.draining = draining;
        this.database = database;
        this.schema = schema;
        this.redis = redis;
        this.mail = mail;
        this.warnings = warnings;
        this.clock = clock;
    }

    @Override
    public Content content() {
        boolean isDraining = draining.getAsBoolean();
        var report = new LinkedHashMap<String, Object>();
        report.put("status", isDraining ? "draining" : "ready");
        report.put("database", describe(database.get()));
        report.put("schema", schema.get());
        report.put("redis", redis.get());
        report.put("mail", mail.get());
        var known = warnings.get();
        if (!known.isEmpty()) report.put("warnings", known);
        return Content.json(isDraining ? 503 : 200, Json.write(report));
    }

    private Map<String, Object> describe(DatabaseState state) {
        return switch (state) {
            case DatabaseState.Ready ready -> withAge(state, ready.seen());
            case DatabaseState.Degraded degraded -> withAge(state, degraded.since());
            case DatabaseState.Unreachable unreachable -> {
                var described = withAge(state, unreachable.since());
                if (unreachable.network() != NetworkFailure.OTHER) {
                    described.put("network", unreachable.network().name().toLowerCase(Locale.ROOT));
                }
                yield described;
            }
            case DatabaseState.NotConfigured _, DatabaseState.Misconfigured _, DatabaseState.Idle _ ->
                Map.of("state", state.word());
        };
    }

    private Map<String, Object> withAge(DatabaseState state, Instant seen) {
        var described = new LinkedHashMap<String, Object>();
        described.put("state", state.word());
        described.put("age_seconds", age(seen));
        return described;
    }

    private long age(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toSeconds());
    }
}
