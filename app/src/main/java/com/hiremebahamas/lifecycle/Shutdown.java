package com.hiremebahamas.lifecycle;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way down: each part is closed whatever becomes of the others, and all of it within a limit.
public final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /// Closes the parts in this order; a part that fails is told in one warning.
    public static void inOrder(AutoCloseable... parts) {
        for (var part : parts) {
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn("{} was not closed cleanly: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }

    /// Ends the process when the limit has passed, wherever it hangs: the host would kill it a moment later. The exit
    /// code is 0, for whoever asked it to stop got what they asked for.
    public static void endWithin(Duration limit) {
        Thread.ofPlatform().daemon().name("stop-limit").start(() -> {
            long end = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() - end < 0) LockSupport.parkNanos(end - System.nanoTime());
            log.warn("Still not stopped after {}: ending now", limit);
            Runtime.getRuntime().exit(0);
        });
    }
}
