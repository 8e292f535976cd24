package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.guard.SessionChangedException;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transaction or a single statement with all its attempts, and the actions that its last attempt has registered
/// with [Transaction#afterCommit].
///
/// When it fails in the end, one line of the log says so. Not when no connection was had: nothing was rolled back,
/// and the [CircuitBreaker] logs that for all callers.
final class UnitOfWork {

    private static final Logger log = LoggerFactory.getLogger(Tidepool.class);

    private final DatabaseUrl database;
    private boolean begun;
    private List<Runnable> actions = List.of();
    private boolean committed;

    UnitOfWork(DatabaseUrl database) {
        this.database = database;
    }

    /// To be called in each attempt with a connection, before it is used. What the attempt before registered was
    /// undone with it.
    void begin() {
        begun = true;
        actions = List.of();
    }

    void afterCommit(Runnable action) {
        if (actions.isEmpty()) actions = new ArrayList<>();
        actions.add(action);
    }

    int registered() {
        return actions.size();
    }

    /// Drops the actions that were registered last: the part of the work that did so was rolled back.
    void keepFirst(int registered) {
        if (registered < actions.size())
            actions.subList(registered, actions.size()).clear();
    }

    /// COMMIT was applied, or its outcome is unknown.
    void committed() {
        committed = true;
    }

    <T extends @Nullable Object> T run(Supplier<T> attempts) {
        try {
            return logged(attempts);
        } finally {
            if (committed) actions.forEach(UnitOfWork::runLogged);
        }
    }

    /// Throws nothing: the transaction has not failed.
    private static void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            log.error("An action after COMMIT failed; the transaction stays committed", e);
        }
    }

    private <T extends @Nullable Object> T logged(Supplier<T> attempts) {
        try {
            return attempts.get();
        } catch (DatabaseException e) {
            if (begun) log.info("{}: {}, at {}", outcome(e.failure()), e.failure(), database);
            throw e;
        } catch (SessionChangedException e) {
            throw e; // committed, and in the log already
        } catch (RuntimeException e) {
            // Not its message: it may hold what a person typed.
            if (begun)
                log.info(
                        "A unit of work was rolled back: {}, at {}",
                        e.getClass().getName(),
                        database);
            throw e;
        }
    }

    private static String outcome(DatabaseFailure failure) {
        return failure instanceof DatabaseFailure.Unknown
                ? "A unit of work failed, and may have been committed"
                : "A unit of work was rolled back";
    }
}
