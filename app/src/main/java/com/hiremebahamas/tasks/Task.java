package com.hiremebahamas.tasks;

import java.time.Instant;
import java.util.Map;

/// Background work that is run at least once after the transaction that submitted it.
///
/// @param id      the same at each attempt, so that a receiver can recognize a repeat
/// @param attempt 1 at first
public record Task(long id, String kind, Map<String, String> arguments, int attempt, Instant createdAt) {

    /// Without the arguments, which may be what a person typed.
    @Override
    public String toString() {
        return "Task " + id + " (" + kind + ")";
    }
}
