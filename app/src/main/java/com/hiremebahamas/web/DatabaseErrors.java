package com.hiremebahamas.web;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Maps failures of the database to problems and their `Retry-After`.
final class DatabaseErrors {

    private static final Logger log = LoggerFactory.getLogger(DatabaseErrors.class);

    /// A missing table, column or function: the schema is older than the code.
    private static final Set<String> OLDER_SCHEMA = Set.of("42P01", "42703", "42883");

    private DatabaseErrors() {}

    static Problem problem(DatabaseException e, Supplier<Optional<String>> pending) {
        return switch (e.failure()) {
            case DatabaseFailure.NotConfigured _, DatabaseFailure.Misconfigured _ ->
                ServiceUnavailable.DATABASE_NOT_CONFIGURED.problem();
            case DatabaseFailure.Unreachable _, DatabaseFailure.NotReady _ ->
                ServiceUnavailable.DATABASE_UNAVAILABLE.problem();
            case DatabaseFailure.Undone _ -> ServiceUnavailable.DATABASE_BUSY.problem();
            case DatabaseFailure.TimedOut _ -> ServiceUnavailable.DATABASE_SLOW.problem();
            case DatabaseFailure.Unknown _ -> ServiceUnavailable.OUTCOME_UNKNOWN.problem();
            case DatabaseFailure.Rejected rejected -> rejected(e, rejected, pending);
        };
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
            return missing.map(version -> ServiceUnavailable.MIGRATION_PENDING.problem(
                            "The site is being updated, and is not ready yet (migration " + version + " is pending)."))
                    .orElseGet(ServiceUnavailable.MIGRATION_PENDING::problem);
        }
        log.error("Request {} failed in the database", RequestContext.current().requestId(), e);
        return Problem.internal();
    }
}
