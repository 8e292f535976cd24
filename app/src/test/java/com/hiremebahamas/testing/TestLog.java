package com.hiremebahamas.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.logging.LogBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What a class logs from now on, from info up.
public final class TestLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private TestLog(Logger logger) {
        this.logger = logger;
    }

    public static TestLog of(Class<?> type) {
        var log = new TestLog((Logger) LoggerFactory.getLogger(type));
        log.start();
        log.logger.addAppender(log);
        return log;
    }

    /// Undoes what a command did to the log of this JVM, which otherwise ends with the command.
    public static void restore() {
        LogBackend.setUp(new Settings.Log(Settings.Log.Format.TEXT, System.Logger.Level.INFO));
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
