package com.hiremebahamas.web;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Maps failures of the database to problems and their `Retry-After`.
final class DatabaseErrors {

    private static final Logger log = LoggerFactory.getLogger(DatabaseErrors.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    /// A missing table, column or function: the schema is older than the code.
    private static final Set<String> OLDER_SCHEMA = Set.of("42P01", "42703", "42883");

    private DatabaseErrors() {}

    static Problem problem(DatabaseException e, Supplier<Optional<String>> pending) {
        return switch (e.failure()) {
            case DatabaseFailure.NotConfigured _, DatabaseFailure.Misconfigured _ ->
                unavailable("database_not_configured", "The site has no database to work with yet.", LATER);
            case DatabaseFailure.Unreachable _, DatabaseFailure.NotReady _ ->
                unavailable("database_unavailable", "The database cannot be reached. Nothing was changed.", SOON);
            case DatabaseFailure.Undone _ ->
                unavailable("database_busy", "Too many people changed the same thing. Nothing was changed.", SOON);
            case DatabaseFailure.TimedOut _ ->
                unavailable("database_slow", "The database took too long. Nothing was changed.", SOON);
            case DatabaseFailure.Unknown _ -> outcomeUnknown();
            case DatabaseFailure.Rejected rejected -> rejected(e, rejected, pending);
        };
    }

    private static Problem outcomeUnknown() {
        var detail = "The connection broke while your request was being saved: it may have been saved."
                + " Look before you repeat it; repeating it with the same Idempotency-Key is safe.";
        return Problem.unavailable("outcome_unknown", detail, SOON);
    }

    private static Problem rejected(
            DatabaseException e, DatabaseFailure.Rejected rejected, Supplier<Optional<String>> pending) {
        if (OLDER_SCHEMA.contains(rejected.sqlState())) {
            var missing = pending.get();
            log.error(
                    "Request {}: migration {} is pending, run migrate: {}",
                    RequestContext.current().requestId(),
                    missing.orElse("(unknown)"),
                    rejected.message());
            var which = missing.map(version -> "migration " + version + " is pending.")
                    .orElse("a migration is pending.");
            return unavailable("migration_pending", "The site is being updated: " + which, LATER);
        }
        log.error("Request {} failed in the database", RequestContext.current().requestId(), e);
        return Problem.internal();
    }

    private static Problem unavailable(String code, String what, Duration wait) {
        return Problem.unavailable(code, what + " Try again in " + wait.toSeconds() + " seconds.", wait);
    }
}
