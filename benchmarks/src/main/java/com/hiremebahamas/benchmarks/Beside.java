package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Work on a thread of its own while something else is done.
final class Beside {

    interface Measuring<T> {
        T measure() throws IOException;
    }

    private Beside() {}

    static <T> CompletableFuture<T> start(Measuring<T> measuring) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return measuring.measure();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }
}
