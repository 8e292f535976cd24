package com.hiremebahamas.server;

import com.hiremebahamas.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Where log lines go: to standard output, and from warnings upwards to standard error.
///
/// The JDK's own logging behind SLF4J: the fastest to start of what writes JSON, and set up here without any file.
public final class Logs extends Handler {

    /// Libraries that tell about themselves at every start, or about what is told here once in our own words.
    private static final String[] TALKATIVE = {
        "org.eclipse.jetty", "com.zaxxer.hikari", "io.lettuce", "io.netty", "reactor", "org.flywaydb", "io.javalin"
    };

    /// A logger lives as long as someone holds it.
    private static final List<Logger> QUIET = new ArrayList<>();

    private static final long LONGEST_FLUSH_MILLIS = 1000;

    private final LogWriter writer = LogWriter.standard();
    private final LogLines lines;

    private Logs(LogLines lines) {
        this.lines = lines;
    }

    /// Sets up logging for the whole process.
    public static void setUp(Settings.Log settings) {
        // Saves reading the JDK's own configuration file.
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
        var root = LogManager.getLogManager().getLogger("");
        root.setLevel(level(settings.level()));
        root.addHandler(new Logs(LogLines.of(settings.format())));
        if (root.getLevel().intValue() < Level.INFO.intValue()) return;
        for (var name : TALKATIVE) quiet(name);
    }

    private static void quiet(String name) {
        var logger = Logger.getLogger(name);
        logger.setLevel(Level.WARNING);
        QUIET.add(logger);
    }

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }

    @Override
    public void publish(LogRecord record) {
        writer.write(lines.line(record), record.getLevel().intValue() >= Level.WARNING.intValue());
    }

    @Override
    public void flush() {
        writer.flush(LONGEST_FLUSH_MILLIS);
    }

    /// Called by the log manager as the process ends.
    @Override
    public void close() {
        flush();
    }

    /// What the log manager is configured with: nothing.
    public static final class Silence {}

    static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) return "ERROR";
        if (value >= Level.WARNING.intValue()) return "WARN";
        if (value >= Level.INFO.intValue()) return "INFO";
        return level.getName().toUpperCase(Locale.ROOT);
    }
}
