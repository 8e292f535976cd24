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

/// A circuit breaker around the database: callers fail at once while it cannot be used, and one probe at a
/// time finds out whether it can.
///
/// A pool alone makes every caller wait its full time for a server that is not there. Half-open, as at the
/// start, the first caller starts a probe and the others wait for the same one. Open, all callers fail at
/// once until a short window has passed; then one of them probes while the others go on failing. A probe is
/// a connection and a query, tried a few times within the connect limit, because a server that restarts
/// refuses connections for a moment.
///
/// It never opens while connections work: a connection that is released after use closes it. Closed, a
/// failed attempt to open a further connection only delays the next attempt.
final class CircuitBreaker implements ConnectListener {

    /// Short enough that a server is used again within 5 s of its return, long enough not to load it.
    private static final Duration FIRST_WINDOW = Duration.ofSeconds(1);

    /// A pooler is often full for a moment only, and the connections that work are used meanwhile.
    private static final Duration FIRST_WINDOW_WHILE_CLOSED = Duration.ofMillis(150);

    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofMillis(150);
    private static final int TRIES = 3;

    /// Finds an idle connection that answers, or opens one, runs a query on it and leaves it to the pool.
    interface Probe {
        void run() throws SQLException;
    }

    private sealed interface State {
        record HalfOpen() implements State {}

        /// @param refused of the attempts to open a further connection; null when the last one succeeded
        record Closed(Instant at, @Nullable Backoff refused) implements State {}

        record Open(Backoff backoff) implements State {}
    }

    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

    private final String database;
    private final Probe probe;
    private final Duration connect;
    private final TidepoolListener listener;
    private final TimeSource time;
    private final long created;
    private volatile State state = new State.HalfOpen();

    /// Nanoseconds after the creation at which a connection was last released after use; negative when none
    /// was since the last loss.
    private volatile long released = -1;

    private @Nullable CompletableFuture<State> running;

    /// @param database for the log
    CircuitBreaker(String database, Probe probe, Duration connect, TidepoolListener listener, TimeSource time) {
        this.database = database;
        this.probe = probe;
        this.connect = connect;
        this.listener = listener;
        this.time = time;
        this.created = time.ticker().nanos();
    }

    boolean isClosed() {
        return state instanceof State.Closed;
    }

    /// Returns when the breaker is closed. Blocks at most for the limit.
    ///
    /// @throws DatabaseException when the database cannot be used, or not within the limit
    void awaitClosed(Duration limit) {
        switch (state) {
            case State.Closed _ -> {}
            case State.HalfOpen _ -> join(startProbeIfHalfOpen(), limit);
            case State.Open(var backoff) -> {
                if (!backoff.isOver(time)) throw failed(backoff.failure());
                var probe = startProbeUnlessRunning();
                if (probe == null) throw failed(backoff.failure());
                join(probe, limit);
            }
        }
    }

    /// A connection that worked has failed: the next caller probes before it uses another.
    synchronized void reset() {
        released = -1;
        if (isClosed()) state = new State.HalfOpen();
    }

    /// No connection is open. Where a further one was refused before, none shows any more that the
    /// database works: the next caller probes.
    void noneIsOpen() {
        if (state instanceof State.Closed closed && closed.refused() != null) reset();
    }

    /// A connection was released after use, so the database works.
    void connectionReleased() {
        released = time.ticker().nanos() - created;
        if (!isClosed()) closeByUse();
    }

    /// The callers that wait for a probe need not wait for its end.
    private synchronized void closeByUse() {
        if (isClosed()) return;
        state = closed(state instanceof State.Open(var backoff) ? backoff : null);
        if (running == null) return;
        running.complete(state);
        running = null;
    }

    @Override
    public void check() throws SQLException {
        var refused = refused();
        if (refused != null) throw new SQLException(refused.message(), "08001");
    }

    /// Why no further connection is opened now, although others may work; null when one may be.
    @Nullable
    DatabaseFailure refused() {
        var refused = state instanceof State.Closed closed ? closed.refused() : null;
        return refused == null || refused.isOver(time) ? null : refused.failure();
    }

    /// Whether one of the connections that are open was released a short time ago, and another may be soon.
    boolean areConnectionsReleased() {
        long last = released;
        return last >= 0 && time.ticker().nanos() - created - last <= connect.toNanos();
    }

    @Override
    public synchronized void connected() {
        if (!(state instanceof State.Closed(var at, var refused)) || refused == null) return;
        log.info("{}: further connections can be opened again, after {} s", database, secondsSince(refused.since()));
        state = new State.Closed(at, null);
    }

    /// While connections work, delays the next attempt. Otherwise the next caller probes; an attempt that
    /// used up its time, or found out what must be changed, has found out as much as a probe would, and
    /// opens the breaker.
    @Override
    public synchronized void connectFailed(SQLException e, Duration took) {
        if (!(state instanceof State.Closed(var at, var before))) return;
        var failure = ConnectFailureClassifier.failure(e);
        if (doConnectionsWork(at)) {
            state = new State.Closed(at, refused(failure, before));
        } else if (failure instanceof DatabaseFailure.Misconfigured || took.compareTo(connect.dividedBy(2)) > 0) {
            state = opened(failure, before);
        } else {
            state = new State.HalfOpen();
        }
    }

    /// @param closed when the breaker closed, by a connection that worked
    private boolean doConnectionsWork(Instant closed) {
        return areConnectionsReleased()
                || Duration.between(closed, time.clock().instant()).compareTo(connect) <= 0;
    }

    DatabaseState state() {
        return switch (state) {
            case State.HalfOpen _ -> new DatabaseState.Idle();
            case State.Closed(var at, var refused) ->
                refused == null
                        ? new DatabaseState.Ready(at)
                        : new DatabaseState.Degraded(
                                refused.since(), refused.failure().message(), refused.nextTry());
            case State.Open(var backoff)
            when backoff.isMisconfigured() ->
                new DatabaseState.Misconfigured(backoff.failure().message(), backoff.nextTry());
            case State.Open(var backoff) ->
                new DatabaseState.Unreachable(
                        backoff.since(), backoff.failure().message(), backoff.nextTry(), network(backoff.failure()));
        };
    }

    private static NetworkFailure network(DatabaseFailure failure) {
        return failure instanceof DatabaseFailure.Unreachable unreachable
                ? unreachable.network()
                : NetworkFailure.OTHER;
    }

    private void join(CompletableFuture<State> running, Duration limit) {
        try {
            if (running.get(limit.toNanos(), TimeUnit.NANOSECONDS) instanceof State.Open(var backoff)) {
                throw failed(backoff.failure());
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
            running.complete(ended(running, probeWithRetries()));
        } catch (RuntimeException e) {
            endProbe(running);
            running.completeExceptionally(e);
        }
    }

    private synchronized void endProbe(CompletableFuture<State> ended) {
        if (isRunning(ended)) running = null;
    }

    /// @param failure of the probe; null when it succeeded
    private synchronized State ended(CompletableFuture<State> ended, @Nullable DatabaseFailure failure) {
        // A connection that was released has answered its callers, and another probe may be running.
        if (!isRunning(ended)) return state;
        running = null;
        var before = state instanceof State.Open(var backoff) ? backoff : null;
        state = failure == null ? closed(null) : opened(failure, before);
        return state;
    }

    // A probe is the same as itself only.
    @SuppressWarnings("ReferenceEquality")
    private boolean isRunning(CompletableFuture<State> probe) {
        return running == probe;
    }

    private @Nullable DatabaseFailure probeWithRetries() {
        long end = time.ticker().nanos() + connect.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                probe.run();
                return null;
            } catch (SQLException e) {
                var failure = ConnectFailureClassifier.failure(e);
                boolean giveUp = isClosed()
                        || failure instanceof DatabaseFailure.Misconfigured
                        || (attempt == TRIES && !(failure instanceof DatabaseFailure.NotReady));
                var pause = time.jittered(PAUSE_BETWEEN_TRIES.multipliedBy(attempt));
                if (giveUp || time.ticker().nanos() + pause.toNanos() - end > 0) return failure;
                if (!time.sleep(pause)) return failure;
            }
        }
    }

    private State closed(@Nullable Backoff refused) {
        if (state instanceof State.Open(var open)) {
            log.info("{} is reached again, after {} s", database, secondsSince(open.since()));
        }
        listener.breakerClosed();
        return new State.Closed(time.clock().instant(), refused);
    }

    private State opened(DatabaseFailure failure, @Nullable Backoff before) {
        var backoff = Backoff.after(failure, before, FIRST_WINDOW, time);
        var window = backoff.left(time);
        if (before == null || !before.isKnown(failure))
            log.warn("{} cannot be used: {}. Next try in {} ms", database, failure.message(), window.toMillis());
        listener.breakerOpened(failure, window);
        return new State.Open(backoff);
    }

    private Backoff refused(DatabaseFailure failure, @Nullable Backoff before) {
        var backoff = Backoff.after(failure, before, FIRST_WINDOW_WHILE_CLOSED, time);
        if (before == null || !before.failure().equals(failure))
            log.warn(
                    "{}: the open connections work, but no further one can be opened: {}. Next try in {} ms",
                    database,
                    failure.message(),
                    backoff.left(time).toMillis());
        return backoff;
    }

    private long secondsSince(Instant since) {
        return Duration.between(since, time.clock().instant()).toSeconds();
    }

    private static DatabaseException failed(DatabaseFailure failure) {
        return new DatabaseException(failure, null);
    }
}
