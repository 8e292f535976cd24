package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds rejected requests back while the listener is being closed.
///
/// A rejected client reconnects at once, into a backlog that the kernel resets when the listener closes. Held
/// until then, it finds the port closed, and tries another instance.
final class ListenerClose {

    /// Longer than the server ever takes to close its listener.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    void end() {
        closed.countDown();
    }

    /// Runs the work at once, or, once the close has begun, on a thread of its own when it has ended. Never
    /// blocks.
    void afterIfBegun(Runnable work) {
        if (begun) {
            Thread.startVirtualThread(() -> {
                await();
                work.run();
            });
        } else {
            work.run();
        }
    }

    private void await() {
        try {
            var _ = closed.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
