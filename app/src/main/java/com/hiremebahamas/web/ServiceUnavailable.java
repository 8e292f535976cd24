package com.hiremebahamas.web;

import java.time.Duration;
import java.util.Locale;

/// Why the application answers 503. Each code has a row in docs/operations.md; those of the HTTP server
/// are in [com.hiremebahamas.http.HttpError].
public enum ServiceUnavailable {
    DATABASE_NOT_CONFIGURED("The site has no database to work with yet.", 30),
    DATABASE_UNAVAILABLE("The database cannot be reached. Nothing was changed.", 5),
    DATABASE_BUSY("Too many people changed the same thing. Nothing was changed.", 5),
    DATABASE_SLOW("The database took too long. Nothing was changed.", 5),
    MIGRATION_PENDING("The site is being updated: a migration is pending.", 30),
    SIGN_INS_BUSY("Too many people are signing in at this moment.", 5),

    /// The only one after which a repeat may not be safe: its text does not suggest one.
    OUTCOME_UNKNOWN(
            "The connection broke while your request was being saved: it may have been saved."
                    + " Look before you repeat it; repeating it with the same Idempotency-Key is safe.",
            5);

    private final String what;
    private final Duration retryAfter;

    ServiceUnavailable(String what, int retryAfterSeconds) {
        this.what = what;
        this.retryAfter = Duration.ofSeconds(retryAfterSeconds);
    }

    /// For API clients, such as `database_slow`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a problem: 503 with `Retry-After`.
    public Problem problem() {
        return problem(what);
    }

    /// As a problem with a more specific description.
    Problem problem(String description) {
        var detail = this == OUTCOME_UNKNOWN
                ? description
                : description + " Try again in " + retryAfter.toSeconds() + " seconds.";
        return Problem.unavailable(code(), detail, retryAfter);
    }
}
