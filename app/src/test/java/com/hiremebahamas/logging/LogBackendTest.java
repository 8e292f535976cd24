package com.hiremebahamas.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogBackendTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void slf4jFindsTheLogOfThisProcess() {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

        assertThat(List.of(root.iteratorForAppenders().next())).singleElement().isInstanceOf(NonBlockingAppender.class);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "HireMeBahamas, INFO",
        "access, INFO",
        "com.hiremebahamas.web.ExceptionHandler, INFO",
        "org.eclipse.jetty.server.Server, WARN",
        "org.eclipse.jetty.http.HttpParser, ERROR",
        "com.zaxxer.hikari.HikariDataSource, WARN",
        "org.flywaydb.core.Flyway, ERROR"
    })
    @DisplayName("R14 libraries log their problems only")
    void librariesLogTheirProblemsOnly(String logger, String level) {
        LogBackend.setLevels(context, Level.INFO);

        assertThat(context.getLogger(logger).getEffectiveLevel()).hasToString(level);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DEBUG, DEBUG, DEBUG, DEBUG",
        "WARN, WARN, WARN, ERROR",
        "ERROR, ERROR, ERROR, ERROR",
        "OFF, OFF, OFF, OFF"
    })
    void theLevelOfLibrariesIsNeverBelowThatOfTheSettings(String level, String site, String jetty, String flyway) {
        LogBackend.setLevels(context, Level.INFO);
        LogBackend.setLevels(context, Level.toLevel(level));

        assertThat(context.getLogger("access").getEffectiveLevel()).hasToString(site);
        assertThat(context.getLogger("org.eclipse.jetty.server").getEffectiveLevel())
                .hasToString(jetty);
        assertThat(context.getLogger("org.flywaydb.core").getEffectiveLevel()).hasToString(flyway);
    }
}
