package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A circuit breaker around the database: callers fail at once while it cannot be reached, and one probe at a
/// time finds out whether it can.
///
/// A pool alone makes every caller wait its full time for a server that is not there. Half-open, as at the
/// start, the first caller starts a probe and the others wait for the same one. Open, all callers fail at once
/// until a short window has passed; then one of them probes while the others go on failing. A probe is a
/// connection and a query, tried a few times within the connect limit, because a server that restarts refuses
/// connections for a moment.
final class CircuitBreaker implements ConnectFailureListener {

    /// Short enough that a server is used again within 5 s of its return, long enough not to load it.
    private static final Duration FIRST_WINDOW = Duration.ofSeconds(1);

    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(4);

    /// A wrong URL or password stays wrong until it is changed; a rotated password may be put back.
    private static final Duration MISCONFIGURED_WINDOW = Duration.ofSeconds(10);

    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofMillis(150);
    private static final int TRIES = 3;

    /// Opens a connection, runs a query on it and leaves it to the pool.
    interface Probe {
        void run() throws SQLException;
    }

    private sealed interface State {
        record HalfOpen() implements State {}

        record Closed(Instant at) implements State {}

        /// @param until the ticker's nanoseconds from which the next probe may start
        record Open(DatabaseFailure failure, Instant since, long until, Instant nextTry, int windows)
                implements State {}
    }

    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

    private final Probe probe;
    private final Duration connect;
    private final TidepoolListener listener;
    private final TimeSource time;
    private volatile State state = new State.HalfOpen();
    private @Nullable CompletableFuture<State> running;

    CircuitBreaker(Probe probe, Duration connect, TidepoolListener listener, TimeSource time) {
        this.probe = probe;
        this.connect = connect;
        this.listener = listener;
        this.time = time;
    }

    boolean isClosed() {
        return state instanceof State.Closed;
    }

    /// Returns when the breaker is closed. Blocks at most for the limit.
    ///
    /// @throws DatabaseException when the database cannot be reached, or not within the limit
    void awaitClosed(Duration limit) {
        switch (state) {
            case State.Closed _ -> {}
            case State.HalfOpen _ -> join(startProbeIfHalfOpen(), limit);
            case State.Open open -> {
                if (time.ticker().nanos() - open.until() < 0) throw failed(open.failure());
                var probe = startProbeUnlessRunning();
                if (probe == null) throw failed(open.failure());
                join(probe, limit);
            }
        }
    }

    /// A connection that worked has failed: the next caller probes before it uses another.
    void reset() {
        if (isClosed()) state = new State.HalfOpen();
    }

    /// After a quick refusal the next caller probes. An attempt that used up its time has found out as much as
    /// a probe would, so the breaker opens: callers that waited for it need not wait for the limit once more.
    @Override
    public synchronized void connectFailed(SQLException failure, Duration took) {
        // A full server still serves the connections that are open.
        if (!isClosed()
                || !(FailureClassifier.ofConnecting(failure) instanceof DatabaseFailure.Unreachable unreachable))
            return;
        boolean timedOut = took.compareTo(connect.dividedBy(2)) > 0;
        state = timedOut ? opened(unreachable) : new State.HalfOpen();
    }

    DatabaseState state() {
        return switch (state) {
            case State.HalfOpen _ -> new DatabaseState.Idle();
            case State.Closed(var at) -> new DatabaseState.Ready(at);
            case State.Open open
            when open.failure() instanceof DatabaseFailure.Misconfigured ->
                new DatabaseState.Misconfigured(open.failure().message());
            case State.Open open ->
                new DatabaseState.Unreachable(
                        open.since(), open.failure().message(), open.nextTry(), network(open.failure()));
        };
    }

    private static NetworkFailure network(DatabaseFailure failure) {
        return failure instanceof DatabaseFailure.Unreachable unreachable
                ? unreachable.network()
                : NetworkFailure.OTHER;
    }

    private void join(CompletableFuture<State> running, Duration limit) {
        try {
            if (running.get(limit.toNanos(), TimeUnit.NANOSECONDS) instanceof State.Open open) {
                throw failed(open.failure());
            }
        } catch (TimeoutException e) {
            throw failed(
                    new DatabaseFailure.NotReady("The database did not answer within " + limit.toMillis() + " ms"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The probe failed unexpectedly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new DatabaseFailure.NotReady("Interrupted while waiting for the database"));
        }
    }

    /// The running probe, or a new one.
    private synchronized CompletableFuture<State> startProbe() {
        if (running != null) return running;
        var started = new CompletableFuture<State>();
        running = started;
        // A thread of its own: the caller's deadline may pass before the probe ends.
        Thread.ofVirtual().name("tidepool-probe").start(() -> runProbe(started));
        return started;
    }

    /// A probe may have ended since the caller looked at the state: its result is the caller's, too.
    private synchronized CompletableFuture<State> startProbeIfHalfOpen() {
        return state instanceof State.HalfOpen ? startProbe() : CompletableFuture.completedFuture(state);
    }

    private synchronized @Nullable CompletableFuture<State> startProbeUnlessRunning() {
        return running == null ? startProbe() : null;
    }

    private void runProbe(CompletableFuture<State> running) {
        try {
            var found = probeWithRetries();
            state = found;
            endProbe();
            running.complete(found);
        } catch (RuntimeException e) {
            endProbe();
            running.completeExceptionally(e);
        }
    }

    private synchronized void endProbe() {
        running = null;
    }

    private State probeWithRetries() {
        long end = time.ticker().nanos() + connect.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                probe.run();
                return closed();
            } catch (SQLException e) {
                var failure = FailureClassifier.ofConnecting(e);
                boolean giveUp = failure instanceof DatabaseFailure.Misconfigured
                        || (attempt == TRIES && !(failure instanceof DatabaseFailure.NotReady));
                var pause = time.jittered(PAUSE_BETWEEN_TRIES.multipliedBy(attempt));
                if (giveUp || time.ticker().nanos() + pause.toNanos() - end > 0) return opened(failure);
                if (!time.sleep(pause)) return opened(failure);
            }
        }
    }

    private State closed() {
        if (state instanceof State.Open open) {
            log.info("The database is reached again, after {} s", secondsSince(open.since()));
        }
        listener.breakerClosed();
        return new State.Closed(time.clock().instant());
    }

    private State opened(DatabaseFailure failure) {
        var now = time.clock().instant();
        int windows = state instanceof State.Open before ? before.windows() + 1 : 1;
        var since = state instanceof State.Open before ? before.since() : now;
        var window = time.jittered(window(failure, windows));
        log.warn("The database cannot be used: {}. Next try in {} ms", failure.message(), window.toMillis());
        listener.breakerOpened(failure, window);
        long until = time.ticker().nanos() + window.toNanos();
        return new State.Open(failure, since, until, now.plus(window), windows);
    }

    private static Duration window(DatabaseFailure failure, int windows) {
        if (failure instanceof DatabaseFailure.Misconfigured) return MISCONFIGURED_WINDOW;
        var doubled = FIRST_WINDOW.multipliedBy(1L << Math.min(windows - 1, 2));
        return doubled.compareTo(LONGEST_WINDOW) < 0 ? doubled : LONGEST_WINDOW;
    }

    private long secondsSince(Instant since) {
        return Duration.between(since, time.clock().instant()).toSeconds();
    }

    private static DatabaseException failed(DatabaseFailure failure) {
        return new DatabaseException(failure, null);
    }
}
