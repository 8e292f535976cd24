package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// People who read, sign in and post while others attack: fast ones, thirty behind one address, and some at 16
/// kbit/s who pause for 10 s.
final class HonestClients implements AutoCloseable {

    private static final int FAST = 2;
    private static final int BEHIND_ONE_ADDRESS = 30;
    private static final int SLOW = 12;

    /// 16 kbit/s.
    private static final int SLOW_BYTES_PER_SECOND = 2_000;

    /// How the requests of one kind of client ended.
    static final class Count {
        private final String kind;
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger repeated = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        Count(String kind) {
            this.kind = kind;
        }

        String kind() {
            return kind;
        }

        int all() {
            return all.get();
        }

        int repeated() {
            return repeated.get();
        }

        /// The share that succeeded, with at most one repeat.
        double succeeded() {
            return all.get() == 0 ? 0 : 1 - (double) failed.get() / all.get();
        }
    }

    private final List<Thread> threads = new ArrayList<>();
    private final List<Count> counts =
            List.of(new Count("fast"), new Count("thirty behind one address"), new Count("16 kbit/s"));
    private volatile boolean closed;

    private HonestClients() {}

    /// How many accounts [#start] takes.
    static int accounts() {
        return FAST + BEHIND_ONE_ADDRESS + SLOW;
    }

    static HonestClients start(int port, List<BenchAccount> accounts) {
        var clients = new HonestClients();
        for (int i = 0; i < accounts.size(); i++) {
            var account = accounts.get(i);
            if (i < FAST) {
                clients.start(0, new HonestPerson(HonestConnection.fast(port, "127.0.0.3"), account, 100, 200));
            } else if (i < FAST + BEHIND_ONE_ADDRESS) {
                clients.start(1, new HonestPerson(HonestConnection.fast(port, "127.0.0.5"), account, 10, 3_000));
            } else {
                var slow = new HonestConnection(port, "127.0.0.6", SLOW_BYTES_PER_SECOND, 10);
                clients.start(2, new HonestPerson(slow, account, 4, 500));
            }
        }
        return clients;
    }

    List<Count> counts() {
        return counts;
    }

    private void start(int kind, HonestPerson person) {
        threads.add(Thread.ofVirtual().start(() -> {
            while (!closed) {
                once(counts.get(kind), person);
                pause(person.randomPause());
            }
        }));
    }

    private void once(Count count, HonestPerson person) {
        var request = person.nextRequest();
        var problem = person.send(request);
        if (!problem.isEmpty()) {
            count.repeated.incrementAndGet();
            pause(2_000);
            problem = person.send(request);
        }
        count.all.incrementAndGet();
        if (problem.isEmpty()) return;
        count.failed.incrementAndGet();
        IO.println("  failed twice (" + count.kind() + "): "
                + request.lines().findFirst().orElse("") + ": " + problem);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the requests that are under way: one that hangs is one that failed.
    void finish() throws InterruptedException {
        closed = true;
        for (var thread : threads) thread.join();
    }

    @Override
    public void close() {
        closed = true;
    }
}
