package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs background tasks when there are some, and otherwise does nothing: it has no thread then, and sends the
/// database nothing. Safe on any thread.
///
/// It looks for tasks after a commit that submitted one, when one is due that it knows of, and some time after the
/// database was reached, for the first time or again: so it finds those of an instance that has ended. Up to
/// [#MAX_RUNNING] workers each lease one task after the other, of any instance. The last one that finds no more
/// reads when the next task is due.
public final class TaskRunner implements AutoCloseable {

    static final int MAX_RUNNING = 4;

    /// From reaching the database to the first look at tasks: requests come first.
    static final Duration AFTER_REACHING = Duration.ofSeconds(30);

    /// What is due and could not be leased is locked by another instance at this moment.
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    /// How long closing waits for running tasks, and then for those that it has interrupted.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final Duration INTERRUPTED = Duration.ofSeconds(1);

    private static final Duration DAY = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    /// What tests replace.
    ///
    /// @param limit how long a handler has
    record Timing(Timer timer, RetrySchedule pauses, Duration limit) {

        static final Timing SYSTEM =
                new Timing(Timer.SYSTEM, new RetrySchedule(ThreadLocalRandom::current), TaskExecution.LIMIT);
    }

    private final TaskQueue queue;
    private final InstantSource clock;
    private final Set<String> kinds;
    private final List<String> daily;
    private final RetrySchedule pauses;
    private final TaskExecution execution;
    private final Workers workers;
    private final DueTimes dueTimes;

    /// Of the rounds since the last worker ended one; null when none failed.
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private volatile @Nullable RuntimeException lastFailure;
    private volatile int failures;
    private volatile Instant dailySubmitted = Instant.EPOCH;

    private TaskRunner(TaskQueue queue, Map<String, TaskHandler> handlers, List<String> daily, Timing timing) {
        this.queue = queue;
        this.clock = queue.clock();
        this.kinds = Set.copyOf(handlers.keySet());
        this.daily = List.copyOf(daily);
        this.pauses = timing.pauses();
        this.execution = new TaskExecution(queue.store(), clock, handlers, timing, this::dueAt);
        this.workers = new Workers(MAX_RUNNING, this::runTasks, this::settle);
        this.dueTimes = new DueTimes(timing.timer(), clock, workers::wake);
    }

    /// Runs the tasks of a queue from now on. No I/O and no thread.
    ///
    /// @param daily kinds of tasks that are wanted once a day, without arguments
    public static TaskRunner start(TaskQueue queue, List<TaskHandler> handlers, List<String> daily) {
        return start(queue, handlers, daily, Timing.SYSTEM);
    }

    static TaskRunner start(TaskQueue queue, List<TaskHandler> handlers, List<String> daily, Timing timing) {
        var runner = new TaskRunner(queue, byKind(handlers), daily, timing);
        queue.start(runner.kinds, runner::dueAt);
        return runner;
    }

    private static Map<String, TaskHandler> byKind(List<TaskHandler> handlers) {
        var byKind = new HashMap<String, TaskHandler>();
        for (var handler : handlers)
            if (byKind.put(handler.kind(), handler) != null)
                throw new IllegalArgumentException("Two handlers of the kind " + handler.kind());
        return byKind;
    }

    /// The database was reached, for the first time or again. Returns at once.
    public void databaseReached() {
        dueAt(clock.instant().plus(AFTER_REACHING));
    }

    /// What became of the tasks of this process. No I/O.
    public TaskCounts counts() {
        return execution.counts();
    }

    /// What the operator should know, each a sentence. No I/O.
    public List<String> warnings() {
        long givenUp = counts().givenUp();
        return givenUp == 0
                ? List.of()
                : List.of("Background tasks that this process has given up: " + givenUp
                        + ". `tasks list` shows why, and `tasks retry` runs one again.");
    }

    /// Runs what is due, and what is wanted once a day, and blocks until it has ended.
    ///
    /// @throws DatabaseException when the database is the reason
    void runDue() {
        workers.wake();
        awaitIdle(DAY);
        var last = lastFailure;
        if (last != null) throw last;
    }

    /// Blocks until nothing runs. False when the limit passes before, or the thread is interrupted.
    boolean awaitIdle(Duration limit) {
        try {
            return workers.awaitIdle(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Set<String> kinds() {
        return kinds;
    }

    /// Begins no further task. Waits some seconds for those that are running, then interrupts them: they are due again
    /// at once, for another instance.
    @Override
    public void close() {
        dueTimes.close();
        workers.close();
        if (awaitIdle(CLOSING)) return;
        workers.interrupt();
        if (!awaitIdle(INTERRUPTED)) log.warn("A task did not end in time; it runs again after its lease");
    }

    private void dueAt(Instant due) {
        if (due.isAfter(clock.instant())) dueTimes.add(due);
        else workers.wake();
    }

    /// The round of a worker: leases and runs one task after the other until none is due.
    private void runTasks() {
        try {
            boolean more = true;
            while (more && !workers.isClosed()) more = runNext();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private boolean runNext() {
        var leased = execution.lease();
        if (leased.isEmpty()) return false;
        boolean more = leased.get().more();
        if (more) workers.add();
        execution.run(leased.get());
        return more;
    }

    /// After the last worker has found nothing more, or failed.
    private void settle() {
        var failed = failure.getAndSet(null);
        try {
            if (failed == null && !workers.isClosed()) lookAhead();
        } catch (RuntimeException e) {
            failed = e;
        }
        lastFailure = failed;
        failures = failed == null ? 0 : failures + 1;
        if (failed != null) lookAgain(failed);
    }

    private void lookAhead() {
        var now = clock.instant();
        queue.store().nextDue(kinds).ifPresent(next -> dueTimes.add(later(next, now.plus(LEAST_PAUSE))));
        if (daily.isEmpty() || now.isBefore(dailySubmitted.plus(DAY))) return;
        queue.submitDaily(daily);
        dailySubmitted = now;
    }

    /// While the database is away, after pauses that grow to an hour; [#databaseReached] is sooner when requests use
    /// it again. What a person must change first is not tried again by itself.
    private void lookAgain(RuntimeException failed) {
        if (failed instanceof DatabaseException database && TaskExecution.isTemporary(database.failure())) {
            dueTimes.add(clock.instant().plus(pauses.pauseAfter(failures)));
        } else {
            log.error("Tasks cannot be run: {}. They are tried again with the next one", FailureText.of(failed));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
