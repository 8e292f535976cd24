package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.PoolSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The properties, what an editor shows of them, and the table in README.md are the same.
class PropertiesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(tidepool\\.[a-z-]+)` \\| ([^|]*) \\| ([^|]+) \\|$");

    private record Property(String standard, String description) {}

    @Test
    void theDefaultsAreThoseOfThePool() {
        var bound = Binder.get(new StandardEnvironment()).bindOrCreate("tidepool", TidepoolProperties.class);

        assertThat(bound.settings()).isEqualTo(PoolSettings.DEFAULT);
    }

    @Test
    void eachPropertyHasADescriptionAndTheDefaultThatIsBound() {
        assertThat(metadata()).hasSize(TidepoolProperties.class.getRecordComponents().length);
        assertThat(metadata())
                .allSatisfy((_, property) -> assertThat(property.description()).isNotBlank());
        var shown = metadata().entrySet().stream()
                .filter(property -> !property.getValue().standard().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, property ->
                        (Object) property.getValue().standard()));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("shown", shown));

        assertThat(shown).hasSize(metadata().size() - 2); // the two URLs have none
        assertThat(Binder.get(environment)
                        .bind("tidepool", TidepoolProperties.class)
                        .get())
                .isEqualTo(Binder.get(new StandardEnvironment()).bindOrCreate("tidepool", TidepoolProperties.class));
    }

    @Test
    void theTableInTheReadmeIsTheMetadata() throws IOException {
        var documented = new TreeMap<String, Property>();
        ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), new Property(row.group(2), row.group(3))));

        assertThat(documented).isEqualTo(metadata());
    }

    @ParameterizedTest
    @CsvSource({
        "tidepool.pool-size, 0",
        "tidepool.overflow, -1",
        "tidepool.acquire-timeout, 0s",
        "tidepool.max-lifetime, 0s",
        "tidepool.connect-timeout, 0s",
        "tidepool.statement-timeout, 100d"
    })
    void aValueThatMakesNoSenseIsReportedByItsName(String name, String value) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
        var bound = Binder.get(environment).bindOrCreate("tidepool", TidepoolProperties.class);

        assertThatThrownBy(bound::settings)
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, e -> {
                    assertThat(e.getName()).isEqualTo(name);
                    assertThat(e.getValue()).isNotNull();
                });
    }

    @Test
    void thePropertiesShowNoPassword() {
        var source = Map.of("tidepool.url", "postgresql://ann:canary7391@h/x", "tidepool.pool-size", "7");
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(source)));

        var bound = Binder.get(environment).bindOrCreate("tidepool", TidepoolProperties.class);

        assertThat(bound.settings().size()).isEqualTo(7);
        assertThat(bound.toString()).doesNotContain("canary7391");
    }

    private static Map<String, Property> metadata() {
        var properties = new TreeMap<String, Property>();
        for (var property :
                list(JsonParserFactory.getJsonParser().parseMap(text()).get("properties"))) {
            if (property instanceof Map<?, ?> map) {
                properties.put(
                        String.valueOf(map.get("name")),
                        new Property(
                                map.containsKey("defaultValue") ? String.valueOf(map.get("defaultValue")) : "",
                                String.valueOf(map.get("description"))));
            }
        }
        return properties;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
