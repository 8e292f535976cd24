package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.DatabaseException;

/// Why an attempt failed, for the log and the operator: without messages of exceptions, which may hold what a person
/// typed.
final class FailureText {

    private static final String OWN_CODE = "com.hiremebahamas.";
    private static final int MAX_LENGTH = 500;

    private FailureText() {}

    /// The class of an exception, where in this program it happened, and the classes of its causes; of the database,
    /// its failure.
    static String of(Throwable failure) {
        var text = new StringBuilder(describe(failure));
        for (var cause = failure.getCause(); cause != null && text.length() < MAX_LENGTH; cause = cause.getCause())
            text.append(", because of ").append(describe(cause));
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }

    private static String describe(Throwable failure) {
        return failure instanceof DatabaseException database
                ? database.failure().toString()
                : failure.getClass().getName() + place(failure);
    }

    private static String place(Throwable failure) {
        for (var frame : failure.getStackTrace())
            if (frame.getClassName().startsWith(OWN_CODE))
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
        return "";
    }
}
