package com.hiremebahamas.logging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/// One thing that was said.
///
/// @param fields what collectors shall find by name, in this order; the message says it all to people
record LogLine(
        Instant at,
        Level level,
        String logger,
        String message,
        List<KeyValuePair> fields,
        @Nullable Throwable thrown) {

    boolean isTrouble() {
        return level.toInt() >= Level.WARN.toInt();
    }
}
