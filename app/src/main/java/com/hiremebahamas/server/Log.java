package com.hiremebahamas.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// A logger of SLF4J that hands what it is told to [Logs].
final class Log extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    private final transient Logs logs;
    private volatile int least;

    Log(String name, Logs logs) {
        this.name = name;
        this.logs = logs;
        this.least = logs.least(name);
    }

    /// Takes over a changed threshold.
    void settle() {
        least = logs.least(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    private boolean isEnabled(Level level) {
        return level.toInt() >= least;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return Log.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var message = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
        logs.write(new LogLine(Instant.now(), level, name, message == null ? "null" : message, thrown));
    }
}
