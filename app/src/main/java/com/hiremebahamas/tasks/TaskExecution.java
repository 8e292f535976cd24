package com.hiremebahamas.tasks;

import com.hiremebahamas.tasks.TaskRunner.Timing;
import com.hiremebahamas.tasks.TaskStore.Leased;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leases one task at a time, runs it and records what became of it. No transaction is open while a handler runs. Safe
/// on any thread.
final class TaskExecution {

    /// How long a handler has. Then it is interrupted.
    static final Duration LIMIT = Duration.ofMinutes(4);

    /// Longer than the limit, so that no other instance runs the task meanwhile.
    static final Duration LEASE = Duration.ofMinutes(5);

    /// A task that ended its process so often, and is older than a day, is not run again.
    static final int MAX_INTERRUPTIONS = 10;

    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    private sealed interface Outcome {

        record Succeeded() implements Outcome {}

        record Failed(Instant next, String error) implements Outcome {}

        record Abandoned(String reason) implements Outcome {}

        record GivenUp(String error) implements Outcome {}
    }

    /// What the database does not know yet, because it was away when the handler had ended.
    private record Unrecorded(Task task, Outcome outcome) {}

    private final TaskStore store;
    private final InstantSource clock;
    private final Map<String, TaskHandler> handlers;
    private final Timing timing;
    private final Consumer<Instant> retries;
    private final TaskCounter counter = new TaskCounter();
    private final ConcurrentLinkedQueue<Unrecorded> unrecorded = new ConcurrentLinkedQueue<>();

    /// @param retries is told when a task that failed is due again
    TaskExecution(
            TaskStore store,
            InstantSource clock,
            Map<String, TaskHandler> handlers,
            Timing timing,
            Consumer<Instant> retries) {
        this.store = store;
        this.clock = clock;
        this.handlers = handlers;
        this.timing = timing;
        this.retries = retries;
    }

    TaskCounts counts() {
        return counter.counts();
    }

    /// Leases the next task that is due. What could not be recorded before is recorded first.
    ///
    /// @throws DatabaseException when the database is the reason
    Optional<Leased> lease() {
        for (var waiting = unrecorded.poll(); waiting != null; waiting = unrecorded.poll()) record(waiting);
        var now = clock.instant();
        return store.lease(handlers.keySet(), now, now.plus(LEASE));
    }

    /// Runs a leased task.
    ///
    /// @throws DatabaseException when what became of it cannot be recorded now; that is done by the next [#lease]
    void run(Leased leased) {
        var task = leased.task();
        if (leased.interrupted()) log.info("{} is taken over: the instance that ran it has ended", task);
        var outcome = hasEndedTooOften(leased)
                ? new Outcome.GivenUp("The process ended during each attempt")
                : counter.running(() -> attempt(leased));
        report(task, outcome);
        record(new Unrecorded(task, outcome));
    }

    private boolean hasEndedTooOften(Leased leased) {
        return leased.interrupted()
                && leased.task().attempt() > MAX_INTERRUPTIONS
                && clock.instant().isAfter(leased.retryUntil());
    }

    private Outcome attempt(Leased leased) {
        var task = leased.task();
        var handler = Objects.requireNonNull(handlers.get(task.kind()));
        var call = new FutureTask<@Nullable Void>(() -> {
            Deadline.runWithin(timing.limit(), () -> handler.run(task));
            return null;
        });
        Thread.ofVirtual().name("task-" + task.id()).start(call);
        try {
            call.get(timing.limit().toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Succeeded();
        } catch (ExecutionException e) {
            return failed(leased, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            call.cancel(true);
            return failed(leased, e);
        } catch (InterruptedException e) {
            // The process stops. The flag is not set again: the failure is still to be recorded.
            call.cancel(true);
            return new Outcome.Failed(clock.instant(), "The process stopped during the attempt");
        }
    }

    private Outcome failed(Leased leased, Throwable failure) {
        if (failure instanceof TaskAbandoned abandoned) return new Outcome.Abandoned(abandoned.reason());
        var next = clock.instant().plus(timing.pauses().pauseAfter(leased.task().attempt()));
        var error = FailureText.of(failure);
        return next.isAfter(leased.retryUntil()) ? new Outcome.GivenUp(error) : new Outcome.Failed(next, error);
    }

    private void report(Task task, Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded _ -> counter.succeeded();
            case Outcome.Failed(var next, var error) -> {
                counter.failed();
                log.warn("{} failed in attempt {}, next one at {}: {}", task, task.attempt(), next, error);
            }
            case Outcome.Abandoned(var reason) -> {
                counter.abandoned();
                log.warn("{} was abandoned in attempt {}: {}", task, task.attempt(), reason);
            }
            case Outcome.GivenUp(var error) -> {
                counter.givenUp();
                log.error(
                        "{} was given up after {} attempts since {}: {}",
                        task,
                        task.attempt(),
                        task.createdAt(),
                        error);
            }
        }
    }

    private void record(Unrecorded result) {
        try {
            record(result.task(), result.outcome());
        } catch (DatabaseException e) {
            // Otherwise the task runs again after its lease.
            if (isTemporary(e.failure())) unrecorded.add(result);
            throw e;
        }
    }

    /// Whether the same statement may succeed later, although nobody changes anything.
    static boolean isTemporary(DatabaseFailure failure) {
        return switch (failure) {
            case DatabaseFailure.Unreachable _,
                    DatabaseFailure.NotReady _,
                    DatabaseFailure.Undone _,
                    DatabaseFailure.Unknown _,
                    DatabaseFailure.TimedOut _ -> true;
            case DatabaseFailure.NotConfigured _, DatabaseFailure.Misconfigured _, DatabaseFailure.Rejected _ -> false;
        };
    }

    private void record(Task task, Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded _, Outcome.Abandoned _ -> store.delete(task.id());
            case Outcome.Failed(var next, var error) -> {
                store.postpone(task, next, error);
                retries.accept(next);
            }
            case Outcome.GivenUp(var error) -> store.giveUp(task, clock.instant(), error);
        }
    }
}
