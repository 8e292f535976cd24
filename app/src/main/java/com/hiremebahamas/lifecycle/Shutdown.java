package com.hiremebahamas.lifecycle;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes the components in order within a time limit, so that one failure does not stop the next close.
public final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /// Closes each in this order; a failure is logged as one warning.
    public static void closeInOrder(AutoCloseable... components) {
        for (var component : components) {
            try {
                component.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn("{} was not closed cleanly: {}", component.getClass().getSimpleName(), e.toString());
            }
        }
    }

    /// Ends the process once the limit has passed, wherever it hangs: the host would kill it a moment later.
    /// The exit code is 0, because the process stopped as requested.
    public static void exitAfter(Duration limit) {
        Thread.ofPlatform().daemon().name("shutdown-limit").start(() -> {
            long end = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() - end < 0) LockSupport.parkNanos(end - System.nanoTime());
            log.warn("Still not stopped after {}: ending now", limit);
            Runtime.getRuntime().exit(0);
        });
    }
}
