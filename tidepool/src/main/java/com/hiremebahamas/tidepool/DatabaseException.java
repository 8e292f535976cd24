package com.hiremebahamas.tidepool;

import org.jspecify.annotations.Nullable;

/// A database call failed; [#failure()] says what can be done about it. Its cause is the driver's `SQLException`
/// when there is one; earlier attempts are suppressed exceptions.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient DatabaseFailure failure;

    /// Of a failure, with its message.
    ///
    /// @param cause null when Tidepool itself refused the call
    public DatabaseException(DatabaseFailure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /// Never null, unless this exception was serialized, which loses it.
    public DatabaseFailure failure() {
        return failure;
    }
}
