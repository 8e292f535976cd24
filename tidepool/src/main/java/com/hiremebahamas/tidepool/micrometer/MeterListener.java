package com.hiremebahamas.tidepool.micrometer;

import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Counts and times what happens in a Tidepool. Safe on any thread, does not block.
///
/// Timers: `tidepool.connections.acquire` (the wait for a connection), `tidepool.connections.creation` (a
/// connection opened), `tidepool.statements`. Counters: `tidepool.statements.timeout`,
/// `tidepool.breaker.closed`, and with the tag `failure` `tidepool.connections.acquire.failed`,
/// `tidepool.connections.creation.failed`, `tidepool.retries` and `tidepool.breaker.opened`. Each has the
/// tag `database`, as [TidepoolMetrics]; no tag has SQL or a message in it. Beside a listener of one's own
/// it goes into [TidepoolListener.All].
@SuppressWarnings("exports") // a program that uses it requires Micrometer itself
public final class MeterListener implements TidepoolListener {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer acquire;
    private final Timer creation;
    private final Timer statements;
    private final Counter timeouts;
    private final Counter closed;

    /// Registers its meters.
    ///
    /// @param url of the database, for the tag; user and password are no part of it
    public MeterListener(MeterRegistry registry, DatabaseUrl url) {
        this.registry = registry;
        this.tags = TidepoolMetrics.tags(url);
        this.acquire = timer("tidepool.connections.acquire", "The wait for a connection, where there was one");
        this.creation = timer("tidepool.connections.creation", "Opening a connection, TLS and sign-in included");
        this.statements = timer("tidepool.statements", "Statements, successful or not");
        this.timeouts = counter("tidepool.statements.timeout", "Statements cancelled at their time limit", tags);
        this.closed = counter("tidepool.breaker.closed", "How often the database was reached, or reached again", tags);
    }

    @Override
    public void connectionAcquired(Duration waited) {
        acquire.record(waited);
    }

    @Override
    public void acquireFailed(DatabaseFailure failure, Duration waited) {
        count("tidepool.connections.acquire.failed", "Callers that got no connection", failure);
    }

    @Override
    public void connectionOpened(Duration took) {
        creation.record(took);
    }

    @Override
    public void connectFailed(DatabaseFailure failure, Duration took) {
        count("tidepool.connections.creation.failed", "Connections that could not be opened", failure);
    }

    @Override
    public void statementExecuted(String sql, Duration took) {
        statements.record(took);
    }

    @Override
    public void statementTimedOut(String sql, Duration took) {
        timeouts.increment();
    }

    @Override
    public void retrying(int attempt, DatabaseFailure failure) {
        count("tidepool.retries", "Attempts after the first", failure);
    }

    @Override
    public void breakerOpened(DatabaseFailure failure, Duration pause) {
        count("tidepool.breaker.opened", "How often the circuit breaker opened", failure);
    }

    @Override
    public void breakerClosed() {
        closed.increment();
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void count(String name, String description, DatabaseFailure failure) {
        counter(name, description, tags.and("failure", word(failure))).increment();
    }

    private static String word(DatabaseFailure failure) {
        return switch (failure) {
            case DatabaseFailure.NotConfigured _ -> "not_configured";
            case DatabaseFailure.Misconfigured _ -> "misconfigured";
            case DatabaseFailure.Unreachable _ -> "unreachable";
            case DatabaseFailure.NotReady _ -> "not_ready";
            case DatabaseFailure.Undone _ -> "undone";
            case DatabaseFailure.Unknown _ -> "unknown";
            case DatabaseFailure.Rejected _ -> "rejected";
            case DatabaseFailure.TimedOut _ -> "timed_out";
        };
    }
}
