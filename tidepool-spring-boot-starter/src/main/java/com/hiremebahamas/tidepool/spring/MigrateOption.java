package com.hiremebahamas.tidepool.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/// Makes of `--tidepool.migrate` a start without a web server, in which no bean is made that the migration does not
/// need: no schedule begins, and nothing listens.
final class MigrateOption implements EnvironmentPostProcessor {

    private static final String NAME = "tidepool.migrate";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!isOn(environment)) return;
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

    /// By Spring's words for true and false. Without a value it is on as an option of the command line,
    /// and off as a variable, which compose files leave empty.
    private static boolean isOn(ConfigurableEnvironment environment) {
        if (StringUtils.hasText(environment.getProperty(NAME)))
            return environment.getRequiredProperty(NAME, Boolean.class);
        var options = environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        return options != null && options.containsProperty(NAME);
    }
}
