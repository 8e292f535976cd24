package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// People who read, sign in and post while others attack: fast ones, thirty behind one address, and some at 16
/// kbit/s who pause for 10 s.
final class HonestClients implements AutoCloseable {

    private static final int FAST = 2;
    private static final int BEHIND_ONE_ADDRESS = 30;
    private static final int SLOW = 4;

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
                clients.add(0, HonestConnection.fast(port, "127.0.0.3"), account, 200);
            } else if (i < FAST + BEHIND_ONE_ADDRESS) {
                clients.add(1, HonestConnection.fast(port, "127.0.0.5"), account, 3_000);
            } else {
                clients.add(2, new HonestConnection(port, "127.0.0.6", SLOW_BYTES_PER_SECOND, 10), account, 500);
            }
        }
        return clients;
    }

    List<Count> counts() {
        return counts;
    }

    private void add(int kind, HonestConnection client, BenchAccount account, int pauseMillis) {
        var count = counts.get(kind);
        threads.add(Thread.ofVirtual().start(() -> {
            for (int i = 0; !closed; i++) {
                once(count, client, request(i, account));
                pause(ThreadLocalRandom.current().nextInt(pauseMillis / 2, pauseMillis * 3 / 2));
            }
        }));
    }

    /// Reads mostly; each tenth request signs in, each twentieth posts a job.
    private static String request(int number, BenchAccount account) {
        if (number % 20 == 5) return AttackKind.json("/api/jobs", BenchAccount.job("Five evenings."), account.token());
        if (number % 10 == 3) return AttackKind.json("/api/auth/login", account.credentials(), "");
        var path = switch (number % 3) {
            case 0 -> "/jobs";
            case 1 -> "/jobs/" + ThreadLocalRandom.current().nextInt(1, 1_000);
            default -> "/api/jobs?q=captain";
        };
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
    }

    private void once(Count count, HonestConnection client, String request) {
        var problem = tried(client, request);
        if (!problem.isEmpty()) {
            count.repeated.incrementAndGet();
            pause(2_000);
            problem = tried(client, request);
        }
        if (closed) return;
        count.all.incrementAndGet();
        if (problem.isEmpty()) return;
        count.failed.incrementAndGet();
        IO.println("  failed twice (" + count.kind() + "): "
                + request.lines().findFirst().orElse("") + ": " + problem);
    }

    /// Empty when the response was the right one.
    private static String tried(HonestConnection client, String request) {
        try {
            var answer = client.exchange(request);
            return answer.status() < 400 ? "" : Integer.toString(answer.status());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
