package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where background tasks are written, in the transaction of their cause: both are committed, or neither is. Safe on
/// any thread.
///
/// [TaskRunner] runs a task right after the commit, at least once. When this process ends before that, another
/// instance runs it, at its first use of the database or with the command `tasks run`.
public final class TaskQueue {

    private static final Duration DAY = Duration.ofDays(1);

    /// Long enough for an operator to see why.
    private static final Duration GIVEN_UP_KEPT = Duration.ofDays(90);

    private final Tidepool tidepool;
    private final TaskStore store;
    private final InstantSource clock;
    private volatile @Nullable Listener listener;

    /// Is told when a submitted task is due.
    private record Listener(Set<String> kinds, Consumer<Instant> due) {}

    public TaskQueue(Tidepool tidepool, InstantSource clock) {
        this.tidepool = tidepool;
        this.store = new TaskStore(tidepool);
        this.clock = clock;
    }

    /// Writes a task in the transaction of its cause; it is run once that has committed.
    ///
    /// @param kind      of a [TaskHandler]
    /// @param arguments few and short; ids rather than contents, which may have changed by then
    public void submit(Transaction transaction, String kind, Map<String, String> arguments) {
        submit(transaction, kind, arguments, Instant.MIN);
    }

    /// Writes a task in the transaction of its cause; it is run once that has committed, not before this time.
    public void submit(Transaction transaction, String kind, Map<String, String> arguments, Instant notBefore) {
        requireHandler(kind);
        var now = clock.instant();
        var due = notBefore.isAfter(now) ? notBefore : now;
        store.insert(transaction, kind, arguments, now, due, due.plus(RetrySchedule.PATIENCE));
        transaction.afterCommit(() -> announce(due));
    }

    /// Lets a task that was given up run again, for a day. False when there is none of this id.
    boolean revive(long id) {
        var now = clock.instant();
        return store.revive(id, now, now.plus(RetrySchedule.PATIENCE));
    }

    /// Deletes some of the tasks that were given up three months ago.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteGivenUp(int limit) {
        return store.deleteGivenUp(clock.instant().minus(GIVEN_UP_KEPT), limit);
    }

    /// Writes a task of each of these kinds, unless any instance wrote one within a day. Blocks for the database.
    void submitDaily(List<String> kinds) {
        tidepool.useTransaction(transaction -> kinds.forEach(kind -> submitDaily(transaction, kind)));
    }

    private void submitDaily(Transaction transaction, String kind) {
        var now = clock.instant();
        if (store.claimDaily(transaction, kind, now, now.minus(DAY))) submit(transaction, kind, Map.of());
    }

    /// Announces from now on when submitted tasks are due.
    ///
    /// @param kinds those that have a handler
    void start(Set<String> kinds, Consumer<Instant> due) {
        listener = new Listener(kinds, due);
    }

    TaskStore store() {
        return store;
    }

    InstantSource clock() {
        return clock;
    }

    private void announce(Instant due) {
        var started = listener;
        if (started != null) started.due().accept(due);
    }

    /// A task without a handler would wait for ever.
    private void requireHandler(String kind) {
        var started = listener;
        if (started != null && !started.kinds().contains(kind))
            throw new IllegalArgumentException("No handler runs tasks of the kind " + kind);
    }
}
