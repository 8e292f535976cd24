package com.hiremebahamas.tidepool;

import org.jspecify.annotations.Nullable;

/// A database call that failed; [#failure()] says what can be done about it.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient DatabaseFailure failure;

    public DatabaseException(DatabaseFailure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public DatabaseFailure failure() {
        return failure;
    }
}
