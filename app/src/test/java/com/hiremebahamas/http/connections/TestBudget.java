package com.hiremebahamas.http.connections;

import com.hiremebahamas.http.connections.MemoryBudget.Reservation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A budget of 800 bytes, whose clock and timer the test moves, and which remembers what was revoked.
final class TestBudget {

    static final int MAX = 800;

    private long now = Duration.ofDays(1).toNanos();
    private final Queue<Runnable> timer = new ArrayDeque<>();
    private final List<String> revoked = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(MAX, () -> now, (task, _) -> timer.add(task));

    MemoryBudget budget() {
        return budget;
    }

    Reservation reserve(@Nullable String client, String name) {
        return budget.reserve(client, _ -> revoked.add(name));
    }

    long reserved() {
        return budget.reserved();
    }

    /// The names of those that were revoked, in this order.
    List<String> revoked() {
        return revoked;
    }

    /// What the timer is to run, in order.
    Queue<Runnable> timer() {
        return timer;
    }

    void later(long seconds) {
        later(Duration.ofSeconds(seconds));
    }

    void later(Duration time) {
        now += time.toNanos();
    }
}
