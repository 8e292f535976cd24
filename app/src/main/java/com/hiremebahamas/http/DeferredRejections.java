package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds rejected requests back while the listener is being closed.
///
/// A rejected client reconnects at once, into a backlog that the kernel resets when the listener closes. Held
/// until then, it finds the port closed, and tries another instance.
final class DeferredRejections {

    /// Longer than the server ever takes to close its listener.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean deferring;

    /// From now on rejections are deferred: the listener is about to be closed.
    void defer() {
        deferring = true;
    }

    /// Sends the deferred rejections: the listener is closed.
    void release() {
        closed.countDown();
    }

    /// Sends a rejection: at once, or on a thread of its own when the listener is closed. Never blocks.
    void run(Runnable rejection) {
        if (deferring) {
            Thread.startVirtualThread(() -> {
                await();
                rejection.run();
            });
        } else {
            rejection.run();
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
