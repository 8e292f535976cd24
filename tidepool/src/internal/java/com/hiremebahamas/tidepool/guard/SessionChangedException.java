package com.hiremebahamas.tidepool.guard;

/// Statements have left something behind in their session. What they did to the database stays.
public final class SessionChangedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    SessionChangedException(String message) {
        super(message);
    }
}
