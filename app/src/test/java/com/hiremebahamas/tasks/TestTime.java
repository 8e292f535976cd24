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

    private record Alarm(Instant at, Runnable action) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void schedule(Duration pause, Runnable action) {
        alarms.add(new Alarm(now.plus(pause), action));
    }

    /// Goes on to the next alarm and lets it ring. False when there is none until then, which is the time afterwards.
    boolean advanceToNext(Instant until) {
        var next = takeNext(until);
        next.ifPresent(alarm -> alarm.action().run());
        return next.isPresent();
    }

    void advance(Duration time) {
        var until = instant().plus(time);
        boolean rang = true;
        while (rang) rang = advanceToNext(until);
    }

    private synchronized Optional<Alarm> takeNext(Instant until) {
        var next = alarms.stream()
                .min(Comparator.comparing(Alarm::at))
                .filter(alarm -> !alarm.at().isAfter(until));
        now = next.map(Alarm::at).orElse(until);
        next.ifPresent(alarms::remove);
        return next;
    }
}
