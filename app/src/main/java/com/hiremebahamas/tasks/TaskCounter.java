package com.hiremebahamas.tasks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Counts what becomes of tasks, for metrics. Safe on any thread.
final class TaskCounter {

    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();

    <T> T running(Supplier<T> attempt) {
        running.incrementAndGet();
        try {
            return attempt.get();
        } finally {
            running.decrementAndGet();
        }
    }

    void succeeded() {
        succeeded.increment();
    }

    void failed() {
        failed.increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    TaskCounts counts() {
        return new TaskCounts(succeeded.sum(), failed.sum(), abandoned.sum(), givenUp.sum(), running.get());
    }
}
