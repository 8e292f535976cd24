package com.hiremebahamas.secrets;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A hasher whose one thread and whose queue are full, until it is released.
public final class BusyHasher implements AutoCloseable {

    private final PasswordHasher hasher = new PasswordHasher(1, 1);
    private final CountDownLatch hold = new CountDownLatch(1);
    private final List<Thread> holders = List.of(start(), start());

    public BusyHasher() {
        await().until(() -> hasher.queued() == 1);
    }

    public PasswordHasher hasher() {
        return hasher;
    }

    /// Frees the thread and the queue. Blocks until both are free.
    public void release() throws InterruptedException {
        hold.countDown();
        for (var holder : holders) holder.join();
    }

    private Thread start() {
        return Thread.startVirtualThread(() -> hasher.run(() -> {
            hold.await();
            return true;
        }));
    }

    @Override
    public void close() {
        hold.countDown();
        hasher.close();
    }
}
