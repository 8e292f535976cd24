package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs work again from the start when the server has certainly undone it, and never otherwise.
///
/// Waiting for a server that is away is not done here but where connections are opened, once for all callers: retries
/// in two places multiply.
final class Retry {

    /// Three in all, as the SRE book's chapter on overload has it.
    private static final int ATTEMPTS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final TidepoolListener listener;
    private final Surroundings surroundings;

    Retry(TidepoolListener listener, Surroundings surroundings) {
        this.listener = listener;
        this.surroundings = surroundings;
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
                listener.retried(attempt + 1, e.failure());
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

    /// False when there is no time for another attempt, or nobody waits for it any more.
    private boolean paused(int attempt) {
        var pause = surroundings.jittered(FIRST_PAUSE.multipliedBy(1L << attempt));
        if (Deadline.left(pause).compareTo(pause) < 0) return false;
        return surroundings.slept(pause);
    }
}
