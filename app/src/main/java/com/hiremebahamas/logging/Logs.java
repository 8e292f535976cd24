package com.hiremebahamas.logging;

import com.hiremebahamas.config.Settings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/// The log of the process: to standard output, and from warnings upwards to standard error.
///
/// There is one, because SLF4J has one: it makes its provider by itself and asks nobody how. Until it is set up it
/// tells what matters as text.
public final class Logs implements ILoggerFactory {

    static final Logs PROCESS = new Logs();

    private static final int NOTHING = Integer.MAX_VALUE;
    private static final long LONGEST_FLUSH_MILLIS = 1000;

    /// Libraries that tell about themselves at every start, or of what is told here once in our own words.
    private static final Map<String, Level> TALKATIVE = Map.of(
            "org.eclipse.jetty", Level.WARN,
            "org.eclipse.jetty.http", Level.ERROR, // warns of what clients send, in their words; access lines tell it
            "com.zaxxer.hikari", Level.WARN,
            "io.lettuce", Level.WARN,
            "io.netty", Level.WARN,
            "reactor", Level.WARN,
            "io.javalin", Level.WARN,
            "io.zonky", Level.ERROR,
            "org.flywaydb", Level.ERROR);

    private final Map<String, Log> loggers = new ConcurrentHashMap<>();
    private volatile int least = Level.INFO.toInt();
    private volatile LogLines lines = LogLines.of(Settings.Log.Format.TEXT);
    private volatile @Nullable LogWriter writer;

    private Logs() {}

    /// Sets up the log of the whole process; its last lines are written as the process ends.
    public static void setUp(Settings.Log settings) {
        // Saves looking for a provider in every jar there is, and saying so.
        System.setProperty("slf4j.provider", LogProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        PROCESS.settle(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(PROCESS::flush, "log-flush"));
    }

    /// Takes over what libraries tell the JDK's own logging, which is too slow to start for the way to the open port.
    public static void adoptJdkLogging() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private void settle(Settings.Log settings) {
        lines = LogLines.of(settings.format());
        least = least(settings.level());
        for (var logger : loggers.values()) logger.settle();
    }

    private static int least(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.TRACE.toInt();
            case DEBUG -> Level.DEBUG.toInt();
            case INFO -> Level.INFO.toInt();
            case WARNING -> Level.WARN.toInt();
            case ERROR -> Level.ERROR.toInt();
            case OFF -> NOTHING;
        };
    }

    /// Whoever asks for details gets those of the libraries as well.
    int least(String logger) {
        int level = least;
        if (level < Level.INFO.toInt()) return level;
        for (var talkative : TALKATIVE.entrySet()) {
            if (logger.startsWith(talkative.getKey()))
                level = Math.max(level, talkative.getValue().toInt());
        }
        return level;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, it -> new Log(it, this));
    }

    void write(LogLine line) {
        writer().write(lines.line(line), line.isTrouble());
    }

    private void flush() {
        writer().flush(LONGEST_FLUSH_MILLIS);
    }

    private LogWriter writer() {
        var known = writer;
        return known == null ? start() : known;
    }

    private synchronized LogWriter start() {
        var known = writer;
        if (known == null) {
            known = LogWriter.standard();
            writer = known;
        }
        return known;
    }
}
