package com.hiremebahamas.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;

/// The times at which tasks are known to be due, in memory. Safe on any thread.
final class DueTimes {

    /// Beyond it a time is forgotten that is not the first: after each of them the database names the next one.
    static final int MAX = 64;

    private final Timer timer;
    private final InstantSource clock;
    private final Runnable action;
    private final TreeSet<Instant> times = new TreeSet<>();
    private boolean closed;

    /// @param action at each of the times; must not block
    DueTimes(Timer timer, InstantSource clock, Runnable action) {
        this.timer = timer;
        this.clock = clock;
        this.action = action;
    }

    synchronized void add(Instant time) {
        if (closed || (times.size() >= MAX && !time.isBefore(times.first())) || !times.add(time)) return;
        timer.schedule(Duration.between(clock.instant(), time), () -> fire(time));
    }

    synchronized void close() {
        closed = true;
        times.clear();
    }

    private void fire(Instant time) {
        synchronized (this) {
            if (!times.remove(time)) return;
        }
        action.run();
    }
}
