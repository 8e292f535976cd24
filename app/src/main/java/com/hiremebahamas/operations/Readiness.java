package com.hiremebahamas.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The state of each component as real requests last saw it, for load balancers; without I/O of its own.
///
/// 503 while the process drains. A database that cannot be reached is no reason to take the process out of
/// service: what works without it still works.
public final class Readiness implements OperationsHandler.Source {

    private record ReadinessReport(
            String status,
            Database database,
            String schema,
            String redis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Database(String state, @Nullable Long ageSeconds) {}

    private final BooleanSupplier draining;
    private final Supplier<DatabaseState> database;
    private final Supplier<String> schema;
    private final Supplier<String> redis;
    private final Supplier<List<String>> warnings;
    private final InstantSource clock;

    /// @param schema   and `redis` return a word for their state, without I/O
    /// @param warnings what the operator should know, each a sentence
    public Readiness(
            BooleanSupplier draining,
            Supplier<DatabaseState> database,
            Supplier<String> schema,
            Supplier<String> redis,
            Supplier<List<String>> warnings,
            InstantSource clock) {
        this.draining = draining;
        this.database = database;
        this.schema = schema;
        this.redis = redis;
        this.warnings = warnings;
        this.clock = clock;
    }

    @Override
    public Content content() {
        boolean isDraining = draining.getAsBoolean();
        var report = new ReadinessReport(
                isDraining ? "draining" : "ready", describe(database.get()), schema.get(), redis.get(), warnings.get());
        return Content.json(isDraining ? 503 : 200, Json.write(report));
    }

    private Database describe(DatabaseState state) {
        return switch (state) {
            case DatabaseState.Ready ready -> new Database(word(state), age(ready.seen()));
            case DatabaseState.Unreachable unreachable -> new Database(word(state), age(unreachable.since()));
            case DatabaseState.NotConfigured _, DatabaseState.Misconfigured _, DatabaseState.Idle _ ->
                new Database(word(state), null);
        };
    }

    /// As `/ready` and `/metrics` name the state.
    static String word(DatabaseState state) {
        return switch (state) {
            case DatabaseState.NotConfigured _ -> "not_configured";
            case DatabaseState.Misconfigured _ -> "misconfigured";
            case DatabaseState.Idle _ -> "idle";
            case DatabaseState.Ready _ -> "ready";
            case DatabaseState.Unreachable _ -> "unreachable";
        };
    }

    private long age(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toSeconds());
    }
}
