package com.hiremebahamas.web;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Maps failures of the database to problems and their `Retry-After`.
public final class DatabaseErrors {

    private static final Logger log = LoggerFactory.getLogger(DatabaseErrors.class);

    /// The server knows no such table, column or function. The schema may be older than the code; without a pending
    /// migration it is a mistake in the statement, such as an operator for an argument of another type.
    private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "42883");

    /// What the operator of the database has to grant or to put back: rights, roles, the database, a schema.
    /// (PostgreSQL, appendix A: "insufficient privilege", and classes 0P, 28, 3D and 3F.)
    private static final Pattern NOT_GRANTED = Pattern.compile("42501|(0P|28|3D|3F)...");

    private DatabaseErrors() {}

    /// Whether a statement of this program is wrong: then no older page may hide it.
    public static boolean isOurMistake(DatabaseFailure failure) {
        return failure instanceof DatabaseFailure.Rejected rejected
                && !NOT_GRANTED.matcher(rejected.sqlState()).matches();
    }

    /// @param reading whether the request changes nothing: then it needs no word about that, and its outcome is
    ///                never unknown
    /// @param pending the first pending migration; may block for a query
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
            case DatabaseFailure.Rejected rejected when isOurMistake(rejected) -> rejected(e, rejected, pending);
            case DatabaseFailure.Rejected _ -> {
                log.error(
                        "Request {} was not allowed by the database",
                        RequestContext.current().requestId(),
                        e);
                yield ServiceUnavailable.DATABASE_NOT_CONFIGURED.problem();
            }
        };
    }

    private static Problem problem(ServiceUnavailable reason, boolean reading) {
        return reading ? reason.problem() : reason.problemOfWrite();
    }

    private static Problem rejected(
            DatabaseException e, DatabaseFailure.Rejected rejected, Supplier<Optional<String>> pending) {
        var request = RequestContext.current().requestId();
        var version = MISSING_OBJECT.contains(rejected.sqlState()) ? pending.get() : Optional.<String>empty();
        if (version.isEmpty()) {
            log.error("Request {} failed in the database", request, e);
            return Problem.internal();
        }
        log.error("Request {}: migration {} is pending, run migrate: {}", request, version.get(), rejected.message());
        return ServiceUnavailable.MIGRATION_PENDING.problem(
                "The site is being updated, and is not ready yet (migration " + version.get() + " is pending).");
    }
}
