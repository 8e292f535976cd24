package com.hiremebahamas.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A clock that stands still until a test advances it, and the timer that goes by it.
final class TestTime implements InstantSource, Timer {

    private record Pending(Instant at, Runnable action) {}

    private final List<Pending> pending = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void schedule(Duration pause, Runnable action) {
        pending.add(new Pending(now.plus(pause), action));
    }

    /// Goes on to the next action and runs it. False when there is none until then, which is the time afterwards.
    boolean advanceToNext(Instant until) {
        var next = takeNext(until);
        next.ifPresent(action -> action.action().run());
        return next.isPresent();
    }

    void advance(Duration time) {
        var until = instant().plus(time);
        boolean ran = true;
        while (ran) ran = advanceToNext(until);
    }

    private synchronized Optional<Pending> takeNext(Instant until) {
        var next = pending.stream()
                .min(Comparator.comparing(Pending::at))
                .filter(action -> !action.at().isAfter(until));
        now = next.map(Pending::at).orElse(until);
        next.ifPresent(pending::remove);
        return next;
    }
}
