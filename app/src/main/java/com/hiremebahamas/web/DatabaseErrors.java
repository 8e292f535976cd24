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

    /// @param reading whether the request changes nothing: then it needs no word about that, and its outcome is
    ///                never unknown
    static Problem problem(DatabaseException e, boolean reading, Supplier<Optional<String>> pending) {
        return switch (e.failure()) {
            case DatabaseFailure.NotConfigured _, DatabaseFailure.Misconfigured _ ->
                ServiceUnavailable.DATABASE_NOT_CONFIGURED.problem();
            case DatabaseFailure.Unreachable _, DatabaseFailure.NotReady _ ->
                problem(ServiceUnavailable.DATABASE_UNAVAILABLE, reading);
            case DatabaseFailure.Undone _ -> problem(ServiceUnavailable.DATABASE_BUSY, reading);
            case DatabaseFailure.TimedOut _ -> problem(ServiceUnavailable.DATABASE_SLOW, reading);
            case DatabaseFailure.Unknown _ ->
                (reading ? ServiceUnavailable.DATABASE_UNAVAILABLE : ServiceUnavailable.OUTCOME_UNKNOWN).problem();
            case DatabaseFailure.Rejected rejected -> rejected(e, rejected, pending);
        };
    }

    private static Problem problem(ServiceUnavailable reason, boolean reading) {
        return reading ? reason.problem() : reason.problemOfWrite();
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
