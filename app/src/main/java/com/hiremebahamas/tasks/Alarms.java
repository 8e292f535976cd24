package com.hiremebahamas.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;

/// The times at which tasks are known to be due, in memory. Safe on any thread.
final class Alarms {

    /// Beyond it a time is forgotten that is not the first: after each alarm the database names the next one.
    static final int MAX = 64;

    private final Timer timer;
    private final InstantSource clock;
    private final Runnable action;
    private final TreeSet<Instant> times = new TreeSet<>();
    private boolean closed;

    /// @param action at each of the times; must not block
    Alarms(Timer timer, InstantSource clock, Runnable action) {
        this.timer = timer;
        this.clock = clock;
        this.action = action;
    }

    synchronized void set(Instant time) {
        if (closed || (times.size() >= MAX && !time.isBefore(times.first())) || !times.add(time)) return;
        timer.schedule(Duration.between(clock.instant(), time), () -> ring(time));
    }

    synchronized void close() {
        closed = true;
        times.clear();
    }

    private void ring(Instant time) {
        synchronized (this) {
            if (!times.remove(time)) return;
        }
        action.run();
    }
}
