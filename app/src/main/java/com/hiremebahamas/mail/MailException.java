package com.hiremebahamas.mail;

import org.jspecify.annotations.Nullable;

/// A message that was not accepted, or of which it is unknown. The text names neither the recipient nor a secret.
public final class MailException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Why, sorted by what the caller can do.
    public enum Failure {
        /// Nothing was accepted, and a later attempt may succeed: no connection, no answer in time, a temporary
        /// answer, or a sign-in that the operator has to correct.
        UNAVAILABLE,
        /// The server will never accept this message, or its recipient. Repeating it changes nothing.
        REFUSED,
        /// There is no server to send it by.
        NOT_CONFIGURED,
        /// The connection broke after the message was sent and before the server answered: it may have been
        /// accepted. A repeat has the same `Message-ID`.
        UNKNOWN
    }

    private final Failure failure;
    private final String problem;
    private final String remedy;

    /// @param problem what is the matter
    /// @param remedy  what to do, without a full stop; empty for nothing
    public MailException(Failure failure, String problem, String remedy, @Nullable Throwable cause) {
        super(remedy.isEmpty() ? problem : problem + ": " + remedy, cause);
        this.failure = failure;
        this.problem = problem;
        this.remedy = remedy;
    }

    public MailException(Failure failure, String problem) {
        this(failure, problem, "", null);
    }

    public Failure failure() {
        return failure;
    }

    /// What is the matter, without the remedy.
    public String problem() {
        return problem;
    }

    /// What to do, without a full stop; empty for nothing.
    public String remedy() {
        return remedy;
    }
}
