package com.hiremebahamas.tidepool.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Makes of `--tidepool.migrate` a start without a web server, in which no bean is made that the migration does not
/// need: no schedule begins, and nothing listens.
final class MigrateOption implements EnvironmentPostProcessor {

    private static final String NAME = "tidepool.migrate";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var value = environment.getProperty(NAME);
        if (value == null || value.strip().equalsIgnoreCase("false")) return;
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        NAME,
                        Map.of(
                                NAME,
                                "true",
                                "spring.main.web-application-type",
                                "none",
                                "spring.main.lazy-initialization",
                                "true")));
    }
}
