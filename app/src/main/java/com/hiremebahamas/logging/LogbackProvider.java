package com.hiremebahamas.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;

/// Logback as the SLF4J provider, set up by [LogBackend].
///
/// Logback's own set-up looks for configuration files and services in every jar of the class path and compares the
/// versions in its jars' manifests: docs/decisions/0007-logback-set-up-by-hand.md.
public final class LogbackProvider extends LogbackServiceProvider {

    @Override
    public void initialize() {
        var context = (LoggerContext) getLoggerFactory();
        context.setMDCAdapter(getMDCAdapter());
        LogBackend.attachTo(context);
    }
}
