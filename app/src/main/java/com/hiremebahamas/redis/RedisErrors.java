package com.hiremebahamas.redis;

import io.lettuce.core.RedisCommandExecutionException;

/// What an exception of the client library means.
final class RedisErrors {

    private RedisErrors() {}

    /// Whether Redis answered, with an error: it is full, or does not allow the command. The connection can be
    /// used.
    static boolean isAnswer(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException) return true;
        }
        return false;
    }

    /// The message of the root cause, which contains no secret.
    static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        var message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
