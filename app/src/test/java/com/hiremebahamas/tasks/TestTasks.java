package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.Tidepool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A queue on a database, in a time of its own, and the runners of several instances.
final class TestTasks implements AutoCloseable {

    static final String KIND = "note.write";
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final Tidepool tidepool;
    private final TestTime time;
    private final TaskQueue queue;
    private final List<TaskRunner> runners = new ArrayList<>();

    TestTasks(Tidepool tidepool, TestTime time) {
        this.tidepool = tidepool;
        this.time = time;
        this.queue = new TaskQueue(tidepool, time);
    }

    TaskQueue queue() {
        return queue;
    }

    TestTime time() {
        return time;
    }

    /// What a handler does, without its kind.
    interface Effect {
        void of(Task task) throws Exception;
    }

    static TaskHandler handler(String kind, Effect effect) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void run(Task task) throws Exception {
                effect.of(task);
            }
        };
    }

    TaskRunner start(Effect effect) {
        return start(LIMIT, List.of(), handler(KIND, effect));
    }

    TaskRunner start(Duration limit, List<String> daily, TaskHandler... handlers) {
        var pauses = new RetrySchedule(() -> new Random(7));
        var runner = TaskRunner.start(queue, List.of(handlers), daily, new TaskRunner.Timing(time, pauses, limit));
        runners.add(runner);
        return runner;
    }

    void submit() {
        submit(Map.of());
    }

    void submit(Map<String, String> arguments) {
        tidepool.useTransaction(transaction -> queue.submit(transaction, KIND, arguments));
    }

    void submit(Instant notBefore) {
        tidepool.useTransaction(transaction -> queue.submit(transaction, KIND, Map.of(), notBefore));
    }

    List<TaskStore.Entry> list() {
        return queue.store().list(1000);
    }

    /// Advances the time from one due time to the next, and at each lets the runners end what they do.
    void pass(Duration duration) {
        var until = time.instant().plus(duration);
        awaitIdle();
        while (time.advanceToNext(until)) awaitIdle();
    }

    void awaitIdle() {
        for (var runner : runners)
            if (!runner.awaitIdle(Duration.ofSeconds(60))) throw new AssertionError("A runner is not idle");
    }

    @Override
    public void close() {
        runners.forEach(TaskRunner::close);
    }
}
