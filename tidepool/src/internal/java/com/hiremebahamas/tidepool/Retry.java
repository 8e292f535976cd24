package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs work again from the start when the server has certainly rolled it back, and never otherwise.
///
/// A server that cannot be reached is retried by the [CircuitBreaker] only, once for all callers: retries in two
/// places multiply.
final class Retry {

    /// Three in all, as the chapter on overload in Google's SRE book recommends.
    private static final int ATTEMPTS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final TidepoolListener listener;
    private final TimeSource time;

    Retry(TidepoolListener listener, TimeSource time) {
        this.listener = listener;
        this.time = time;
    }

    <T extends @Nullable Object> T run(Supplier<T> work) {
        var earlier = new ArrayList<DatabaseException>();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DatabaseException e) {
                if (!allows(e.failure(), attempt) || !paused(attempt)) {
                    earlier.forEach(e::addSuppressed);
                    throw e;
                }
                earlier.add(e);
                listener.retrying(attempt + 1, e.failure());
            }
        }
    }

    static boolean allows(DatabaseFailure failure, int attemptsMade) {
        return attemptsMade < ATTEMPTS
                && switch (failure) {
                    case DatabaseFailure.Undone _ -> true;
                    case DatabaseFailure.NotConfigured _,
                            DatabaseFailure.Misconfigured _,
                            DatabaseFailure.Unreachable _,
                            DatabaseFailure.NotReady _,
                            DatabaseFailure.Unknown _,
                            DatabaseFailure.Rejected _,
                            DatabaseFailure.TimedOut _ -> false;
                };
    }

    /// False when the deadline leaves no time for another attempt, or the thread was interrupted.
    private boolean paused(int attempt) {
        var pause = time.jittered(FIRST_PAUSE.multipliedBy(1L << attempt));
        if (Deadline.left(pause).compareTo(pause) < 0) return false;
        return time.sleep(pause);
    }
}
