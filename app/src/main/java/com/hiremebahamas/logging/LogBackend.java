package com.hiremebahamas.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.hiremebahamas.config.Settings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The log of the process: Logback, set up without a configuration file. Until [#setUp] it writes text from
/// INFO on.
public final class LogBackend {

    private static final long FLUSH_TIMEOUT_MILLIS = 1000;

    private static final NonBlockingAppender APPENDER = NonBlockingAppender.toStandardStreams();

    /// Libraries that log their own start, or what this program logs once in its own words. Some warnings of
    /// Jetty quote what a client has sent and do not say which: the access log has that request with its
    /// client.
    private static final Map<String, Level> LIBRARIES = Map.of(
            "org.eclipse.jetty", Level.WARN,
            "org.eclipse.jetty.http", Level.ERROR,
            "org.eclipse.jetty.util.HostPort", Level.ERROR,
            "com.zaxxer.hikari", Level.WARN,
            "io.lettuce", Level.WARN,
            "io.netty", Level.WARN,
            "reactor", Level.WARN,
            "io.javalin", Level.WARN,
            "io.zonky", Level.ERROR,
            "org.flywaydb", Level.ERROR);

    private LogBackend() {}

    /// Sets the log of the whole process up; its last lines are written as the process ends.
    public static void setUp(Settings.Log settings) {
        // Without a name SLF4J looks for a provider in every jar, and logs what it found.
        System.setProperty("slf4j.provider", LogbackProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        APPENDER.setFormat(LogFormat.of(settings.format()));
        setLevels((LoggerContext) LoggerFactory.getILoggerFactory(), level(settings.level()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> APPENDER.flush(FLUSH_TIMEOUT_MILLIS), "log-flush"));
    }

    /// Hands the records of `java.util.logging` to this log. That logging is slow to initialize: too slow for
    /// the way to the open port.
    public static void adoptJdkLogging() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    static void attachTo(LoggerContext context) {
        APPENDER.setContext(context);
        APPENDER.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(APPENDER);
        setLevels(context, Level.INFO);
    }

    /// Below INFO the libraries log in detail, too.
    static void setLevels(LoggerContext context, Level level) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
        LIBRARIES.forEach((name, least) -> {
            boolean isRaised = level.isGreaterOrEqual(Level.INFO) && least.isGreaterOrEqual(level);
            context.getLogger(name).setLevel(isRaised ? least : level);
        });
    }

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
            case OFF -> Level.OFF;
        };
    }
}
