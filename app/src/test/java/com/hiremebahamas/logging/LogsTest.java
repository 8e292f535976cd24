package com.hiremebahamas.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogsTest {

    @Test
    void slf4jFindsTheLogOfThisProcess() {
        assertThat(LoggerFactory.getLogger(LogsTest.class)).isInstanceOf(Log.class);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "HireMeBahamas, INFO",
        "access, INFO",
        "com.hiremebahamas.web.Failures, INFO",
        "org.eclipse.jetty.server.Server, WARN",
        "org.eclipse.jetty.http.HttpParser, ERROR",
        "com.zaxxer.hikari.HikariDataSource, WARN",
        "org.flywaydb.core.Flyway, ERROR"
    })
    @DisplayName("R14 libraries are heard when they have trouble")
    void librariesAreHeardWhenTheyHaveTrouble(String logger, Level least) {
        assertThat(Logs.PROCESS.least(logger)).isEqualTo(least.toInt());
    }
}
