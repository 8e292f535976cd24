package com.hiremebahamas.tidepool;

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

/// Knows whether the database can be reached, and lets one caller at a time find out.
///
/// A pool alone makes every caller wait its full time for a server that is not there. So here, while nothing is known,
/// the first caller probes and the others join it; while the server is known to be away, all fail at once until a short
/// window has passed, and then one of them probes again while the others go on failing. A probe is a connection and a
/// query, tried a few times within the connect limit, since a server that restarts refuses for a moment.
final class Opening implements Failures.Sink {

    /// Short enough that a server is used again within 5 s of its return, long enough to be no hammering.
    private static final Duration FIRST_WINDOW = Duration.ofSeconds(1);

    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(4);

    /// What is wrong in a URL or a password stays wrong until somebody changes it; a rotated password may be put back.
    private static final Duration MISCONFIGURED_WINDOW = Duration.ofSeconds(10);

    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofMillis(150);
    private static final int TRIES = 3;

    /// What opens the way: a connection and a query, left for the pool.
    interface Probe {
        void run() throws SQLException;
    }

    private sealed interface Knowledge {
        record Nothing() implements Knowledge {}

        record Reached(Instant at) implements Knowledge {}

        /// @param until the ticker's nanoseconds from which one may try again
        record Lost(DatabaseFailure failure, Instant since, long until, Instant nextTry, int windows)
                implements Knowledge {}
    }

    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private final Probe probe;
    private final Duration connect;
    private final TidepoolListener listener;
    private final Surroundings surroundings;
    private volatile Knowledge knowledge = new Knowledge.Nothing();
    private @Nullable CompletableFuture<Knowledge> flight;

    Opening(Probe probe, Duration connect, TidepoolListener listener, Surroundings surroundings) {
        this.probe = probe;
        this.connect = connect;
        this.listener = listener;
        this.surroundings = surroundings;
    }

    boolean isReached() {
        return knowledge instanceof Knowledge.Reached;
    }

    /// Returns when the database can be reached. Blocks at most for the limit.
    ///
    /// @throws DatabaseException when it cannot
    void pass(Duration limit) {
        switch (knowledge) {
            case Knowledge.Reached _ -> {}
            case Knowledge.Nothing _ -> join(takeOff(), limit);
            case Knowledge.Lost lost -> {
                if (surroundings.ticker().nanos() - lost.until() < 0) throw failed(lost.failure());
                var trial = takeOffAlone();
                if (trial == null) throw failed(lost.failure());
                join(trial, limit);
            }
        }
    }

    /// Something went wrong on a connection that worked before: the next caller finds out what.
    void doubt() {
        if (isReached()) knowledge = new Knowledge.Nothing();
    }

    /// A refusal is quick, and tried again by a probe. An attempt that has used up its time has found out as much as
    /// a probe would: those who waited for it need not wait as long once more.
    @Override
    public synchronized void connectFailed(SQLException failure, Duration took) {
        // A server that is merely full still serves those who are connected.
        if (!isReached() || !(Failures.ofConnecting(failure) instanceof DatabaseFailure.Unreachable unreachable))
            return;
        boolean timedOut = took.compareTo(connect.dividedBy(2)) > 0;
        knowledge = timedOut ? lost(unreachable) : new Knowledge.Nothing();
    }

    DatabaseState state() {
        return switch (knowledge) {
            case Knowledge.Nothing _ -> new DatabaseState.Idle();
            case Knowledge.Reached(var at) -> new DatabaseState.Ready(at);
            case Knowledge.Lost lost
            when lost.failure() instanceof DatabaseFailure.Misconfigured ->
                new DatabaseState.Misconfigured(lost.failure().message());
            case Knowledge.Lost lost ->
                new DatabaseState.Unreachable(lost.since(), lost.failure().message(), lost.nextTry());
        };
    }

    private void join(CompletableFuture<Knowledge> flight, Duration limit) {
        try {
            if (flight.get(limit.toNanos(), TimeUnit.NANOSECONDS) instanceof Knowledge.Lost lost) {
                throw failed(lost.failure());
            }
        } catch (TimeoutException e) {
            throw failed(
                    new DatabaseFailure.NotReady("The database did not answer within " + limit.toMillis() + " ms"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The probe broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new DatabaseFailure.NotReady("Interrupted while waiting for the database"));
        }
    }

    /// The probe under way, or a new one.
    private synchronized CompletableFuture<Knowledge> takeOff() {
        if (flight != null) return flight;
        var begun = new CompletableFuture<Knowledge>();
        flight = begun;
        // A thread of its own: the caller may have to leave before the probe is done.
        Thread.ofVirtual().name("tidepool-probe").start(() -> fly(begun));
        return begun;
    }

    private synchronized @Nullable CompletableFuture<Knowledge> takeOffAlone() {
        return flight == null ? takeOff() : null;
    }

    private void fly(CompletableFuture<Knowledge> flight) {
        try {
            var found = find();
            knowledge = found;
            land();
            flight.complete(found);
        } catch (RuntimeException e) {
            land();
            flight.completeExceptionally(e);
        }
    }

    private synchronized void land() {
        flight = null;
    }

    private Knowledge find() {
        long end = surroundings.ticker().nanos() + connect.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                probe.run();
                return reached();
            } catch (SQLException e) {
                var failure = Failures.ofConnecting(e);
                boolean hopeless = failure instanceof DatabaseFailure.Misconfigured
                        || (attempt == TRIES && !(failure instanceof DatabaseFailure.NotReady));
                var pause = surroundings.jittered(PAUSE_BETWEEN_TRIES.multipliedBy(attempt));
                if (hopeless || surroundings.ticker().nanos() + pause.toNanos() - end > 0) return lost(failure);
                if (!surroundings.slept(pause)) return lost(failure);
            }
        }
    }

    private Knowledge reached() {
        if (knowledge instanceof Knowledge.Lost lost) {
            log.info("The database is reached again, after {} s", secondsSince(lost.since()));
        }
        listener.reached();
        return new Knowledge.Reached(surroundings.clock().instant());
    }

    private Knowledge lost(DatabaseFailure failure) {
        var now = surroundings.clock().instant();
        int windows = knowledge instanceof Knowledge.Lost before ? before.windows() + 1 : 1;
        var since = knowledge instanceof Knowledge.Lost before ? before.since() : now;
        var window = surroundings.jittered(window(failure, windows));
        log.warn("The database cannot be used: {}. Next try in {} ms", failure.message(), window.toMillis());
        listener.lost(failure, window);
        long until = surroundings.ticker().nanos() + window.toNanos();
        return new Knowledge.Lost(failure, since, until, now.plus(window), windows);
    }

    private static Duration window(DatabaseFailure failure, int windows) {
        if (failure instanceof DatabaseFailure.Misconfigured) return MISCONFIGURED_WINDOW;
        var doubled = FIRST_WINDOW.multipliedBy(1L << Math.min(windows - 1, 2));
        return doubled.compareTo(LONGEST_WINDOW) < 0 ? doubled : LONGEST_WINDOW;
    }

    private long secondsSince(Instant since) {
        return Duration.between(since, surroundings.clock().instant()).toSeconds();
    }

    private static DatabaseException failed(DatabaseFailure failure) {
        return new DatabaseException(failure, null);
    }
}
