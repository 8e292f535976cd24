package com.hiremebahamas.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// One thing that was said.
record LogLine(
        Instant at,
        Level level,
        String logger,
        String message,
        @Nullable Throwable thrown) {

    boolean isTrouble() {
        return level.toInt() >= Level.WARN.toInt();
    }
}
