package com.hiremebahamas.logging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/// A logger of SLF4J that hands what it is told to [Logs].
final class Log extends LegacyAbstractLogger implements LoggingEventAware {

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
        write(level, pattern, arguments, List.of(), thrown);
    }

    /// What is told with keys and values, which become fields of their own.
    @Override
    public void log(LoggingEvent told) {
        var fields = told.getKeyValuePairs();
        write(
                told.getLevel(),
                told.getMessage(),
                told.getArgumentArray(),
                fields == null ? List.of() : fields,
                told.getThrowable());
    }

    private void write(
            Level level,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            List<KeyValuePair> fields,
            @Nullable Throwable thrown) {
        var message = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
        logs.write(new LogLine(Instant.now(), level, name, String.valueOf(message), fields, thrown));
    }
}
