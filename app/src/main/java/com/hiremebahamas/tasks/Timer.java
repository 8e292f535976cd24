package com.hiremebahamas.tasks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs actions later.
interface Timer {

    /// The JDK's own, whose daemon thread starts with the first action.
    Timer SYSTEM = (pause, action) ->
            // Not before the pause is over, whose last millisecond may have begun.
            CompletableFuture.delayedExecutor(pause.toMillis() + 1, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(action);

    /// Runs the action once, after the pause, on another thread. Returns at once.
    void schedule(Duration pause, Runnable action);
}
