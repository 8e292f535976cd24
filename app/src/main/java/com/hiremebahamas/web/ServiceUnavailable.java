package com.hiremebahamas.web;

import java.time.Duration;
import java.util.Locale;

/// Why the application answers 503. Each code has a row in docs/operations.md; those of the HTTP server
/// are in [com.hiremebahamas.http.HttpError].
public enum ServiceUnavailable {
    DATABASE_NOT_CONFIGURED("The site is not set up completely yet.", 30),
    DATABASE_UNAVAILABLE("We cannot reach our records right now. Nothing was changed.", 5),
    DATABASE_BUSY("Others changed the same thing at the same time. Nothing was changed.", 5),
    DATABASE_SLOW("This took too long, so we stopped. Nothing was changed.", 5),
    MIGRATION_PENDING("The site is being updated, and is not ready yet.", 30),
    SIGN_INS_BUSY("Many people are signing in right now.", 5),
    SEARCHES_BUSY("Many people are searching right now.", 5),

    /// The only one after which a repeat may not be safe: its text does not suggest one.
    OUTCOME_UNKNOWN(
            "The connection broke while we were saving: it may have been saved. Check before you send"
                    + " it again. A program can repeat it safely with the same Idempotency-Key.",
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
