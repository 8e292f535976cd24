package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// What switches the command on: Spring's words for true, and the option without a value.
class MigrateOptionTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "on, true", "yes, true", "false, false", "0, false", "off, false", "no, false"
    })
    void aValueMeansWhatItMeansToSpring(String value, boolean on) {
        assertThat(isOnByVariable(value)).isEqualTo(on);
        assertThat(isOnByOption("--tidepool.migrate=" + value)).isEqualTo(on);
    }

    @Test
    void withoutAValueItIsOnAsAnOptionAndOffAsAVariable() {
        assertThat(isOnByVariable("")).isFalse();
        assertThat(isOnByOption("--tidepool.migrate")).isTrue();
    }

    private boolean isOnByVariable(String value) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("variables", Map.of("TIDEPOOL_MIGRATE", value)));
        return isOn();
    }

    private boolean isOnByOption(String option) {
        environment.getPropertySources().remove("variables");
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(option));
        return isOn();
    }

    private boolean isOn() {
        environment.getPropertySources().remove("tidepool.migrate");
        new MigrateOption().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("spring.main.web-application-type") != null;
    }
}
