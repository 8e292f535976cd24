package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Requests that arrive before the application is ready wait for it here, each on a virtual thread of its own:
/// a rejected one would be an error page in the first second after each deployment.
final class StartupQueue {

    /// As long as a request waits for a permit when the server is busy; after it the client has gone or tried
    /// again.
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// Each takes a virtual thread and a connection with its buffers: some 20 kB, a fifth of the heap in all.
    private static final int MAX_WAITING = 1000;

    private final Duration longestWait;
    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final CompletableFuture<ApplicationHandler> application = new CompletableFuture<>();

    StartupQueue(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /// Lets all waiting requests go on.
    void complete(ApplicationHandler handler) {
        application.complete(handler);
    }

    /// Null while the application is not ready. Never blocks.
    @Nullable
    ApplicationHandler application() {
        return application.getNow(null);
    }

    /// Calls back on another thread with the application, or with null when it is not ready in time; at once
    /// with null when too many requests wait already. Never blocks.
    void await(Consumer<@Nullable ApplicationHandler> ready) {
        if (!places.tryAcquire()) {
            ready.accept(null);
            return;
        }
        Thread.ofVirtual().name("startup-queue").start(() -> {
            var handler = awaitApplication();
            places.release();
            ready.accept(handler);
        });
    }

    private @Nullable ApplicationHandler awaitApplication() {
        try {
            return application.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The application is never completed with a failure", e);
        }
    }
}
