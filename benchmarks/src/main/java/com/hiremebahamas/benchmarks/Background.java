package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Runs a measurement on a platform thread of its own.
final class Background {

    interface Measurement<T> {
        T measure() throws IOException;
    }

    private Background() {}

    /// An [IOException] completes the future as the cause of a [CompletionException].
    static <T> CompletableFuture<T> start(Measurement<T> measurement) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return measurement.measure();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }
}
