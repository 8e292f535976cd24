package com.hiremebahamas.operations;

import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.tidepool.DatabaseState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a balancer may ask, from what real requests last saw; asks nobody itself.
///
/// A database that is away is no reason to take the process out of service: what works without it goes on working.
public final class Readiness implements OperationsHandler.Page {

    private final BooleanSupplier draining;
    private final Supplier<DatabaseState> database;
    private final Supplier<String> schema;
    private final Supplier<String> redis;
    private final InstantSource clock;

    /// @param schema and `redis` give a word for their state, without I/O
    public Readiness(
            BooleanSupplier draining,
            Supplier<DatabaseState> database,
            Supplier<String> schema,
            Supplier<String> redis,
            InstantSource clock) {
        this.draining = draining;
        this.database = database;
        this.schema = schema;
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Content content() {
        boolean leaving = draining.getAsBoolean();
        return Content.json(
                leaving ? 503 : 200,
                "{\"status\":\"" + (leaving ? "draining" : "ready")
                        + "\",\"database\":" + describe(database.get())
                        + ",\"schema\":\"" + schema.get()
                        + "\",\"redis\":\"" + redis.get() + "\"}");
    }

    private String describe(DatabaseState state) {
        return switch (state) {
            case DatabaseState.NotConfigured _ -> "{\"state\":\"not_configured\"}";
            case DatabaseState.Misconfigured _ -> "{\"state\":\"misconfigured\"}";
            case DatabaseState.Idle _ -> "{\"state\":\"idle\"}";
            case DatabaseState.Ready ready -> "{\"state\":\"ready\",\"age_seconds\":" + age(ready.seen()) + "}";
            case DatabaseState.Unreachable away ->
                "{\"state\":\"unreachable\",\"age_seconds\":" + age(away.since()) + "}";
        };
    }

    private long age(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toSeconds());
    }
}
