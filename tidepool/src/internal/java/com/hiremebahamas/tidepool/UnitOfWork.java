package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.guard.SessionChangedException;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transaction or a single statement with all its attempts; when it fails in the end, one line of the log says so.
///
/// Not when no connection was had: nothing was rolled back, and the [CircuitBreaker] logs that for all callers.
final class UnitOfWork {

    private static final Logger log = LoggerFactory.getLogger(Tidepool.class);

    private final DatabaseUrl database;
    private boolean begun;

    UnitOfWork(DatabaseUrl database) {
        this.database = database;
    }

    /// To be called with a connection, before it is used.
    void begin() {
        begun = true;
    }

    <T extends @Nullable Object> T logged(Supplier<T> attempts) {
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
