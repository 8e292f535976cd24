package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The health of one database as its use has shown it, without I/O; for a second one, too. The details hold no
/// secrets.
///
/// Ready, idle and degraded are `UP`: calls are served, or the next one finds out. Without a URL,
/// misconfigured and unreachable are `DOWN`. Once another try is due, the latter two are `UNKNOWN`: only a
/// call finds out, and a load balancer that keeps calls away from what is `DOWN` would keep it so for
/// ever.
public final class DatabaseHealthIndicator implements HealthIndicator {

    private final Supplier<DatabaseState> database;
    private final InstantSource clock;

    /// @param tidepool whose state is shown
    public DatabaseHealthIndicator(Tidepool tidepool) {
        this(tidepool::state, InstantSource.system());
    }

    DatabaseHealthIndicator(Supplier<DatabaseState> database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var state = database.get();
        return about(state).withDetail("state", state.word()).build();
    }

    private Health.Builder about(DatabaseState state) {
        return switch (state) {
            case DatabaseState.Ready(var seen) -> Health.up().withDetail("since", seen);
            case DatabaseState.Idle _ -> Health.up();
            case DatabaseState.Degraded(var since, var why, var nextTry) -> failed(Health.up(), since, why, nextTry);
            case DatabaseState.Unreachable(var since, var why, var nextTry, var network) ->
                unreachable(since, why, nextTry, network);
            case DatabaseState.Misconfigured(var problem, var nextTry) -> misconfigured(problem, nextTry);
            case DatabaseState.NotConfigured _ ->
                Health.down().withDetail("reason", "There is no URL: set DATABASE_URL or spring.datasource.url");
        };
    }

    private Health.Builder misconfigured(String problem, @Nullable Instant nextTry) {
        var health = downUntil(nextTry).withDetail("reason", problem);
        return nextTry == null ? health : health.withDetail("nextTry", nextTry);
    }

    /// Null for what no call tries again.
    private Health.Builder downUntil(@Nullable Instant nextTry) {
        return nextTry == null || clock.instant().isBefore(nextTry) ? Health.down() : Health.unknown();
    }

    private Health.Builder unreachable(Instant since, String why, Instant nextTry, NetworkFailure network) {
        var health = failed(downUntil(nextTry), since, why, nextTry);
        return network == NetworkFailure.OTHER
                ? health
                : health.withDetail("network", network.name().toLowerCase(Locale.ROOT));
    }

    private static Health.Builder failed(Health.Builder health, Instant since, String why, Instant nextTry) {
        return health.withDetail("since", since).withDetail("reason", why).withDetail("nextTry", nextTry);
    }
}
