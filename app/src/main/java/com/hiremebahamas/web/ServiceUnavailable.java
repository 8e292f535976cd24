package com.hiremebahamas.web;

import java.time.Duration;
import java.util.Locale;

/// Why the application answers 503. Each code has a row in docs/operations.md; those of the HTTP server
/// are in [com.hiremebahamas.http.HttpError].
public enum ServiceUnavailable {
    DATABASE_NOT_CONFIGURED("The site is not set up completely yet.", 30),
    DATABASE_UNAVAILABLE("We cannot reach our records right now.", 5),
    DATABASE_BUSY("Others changed the same thing at the same time.", 5),
    DATABASE_SLOW("This took too long, so we stopped.", 5),
    MIGRATION_PENDING("The site is being updated, and is not ready yet.", 30),
    SIGN_INS_BUSY("Many people are signing in right now.", 5),
    SEARCHES_BUSY("Many people are searching right now.", 5),

    /// The only one after which a repeat may not be safe: its text does not suggest one.
    OUTCOME_UNKNOWN(
            "The connection broke while we were saving: it may have been saved. Check before you send it again. A"
                    + " program can repeat it safely with the same Idempotency-Key.",
            5);

    private static final String OUTCOME_UNKNOWN_ON_PAGE =
            "The connection broke while we were saving, so it may have been saved. Look whether it is there before you"
                    + " do it again.";

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

    /// The same for a request that was to change something, and has not.
    Problem problemOfWrite() {
        return problem(what + " Nothing was changed.");
    }

    /// As a problem with a more specific description.
    Problem problem(String description) {
        if (this == OUTCOME_UNKNOWN) {
            return Problem.unavailable(code(), description, retryAfter).onPage(OUTCOME_UNKNOWN_ON_PAGE);
        }
        var again = " Try again in " + retryAfter.toSeconds() + " seconds.";
        return Problem.unavailable(code(), description + again, retryAfter);
    }
}
