package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/requirements.md and the tests say the same.
class RequirementsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R\\d+) \\|.*\\| ([^|]*) \\|$");
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

    @Test
    void everyRequirementIsInTheTable() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 23)
                        .mapToObj(number -> "R" + number)
                        .toList());
    }

    @Test
    void everyTestInTheTableExistsAndCarriesTheNumber() throws IOException {
        var sources = tests();

        assertThat(table())
                .allSatisfy((number, row) -> assertThat(names(row))
                        .as(number)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(sources.getOrDefault(name, ""))
                                .as(name + " for " + number)
                                .containsPattern("\"[^\"\\n]*\\b" + number + "\\b")));
    }

    private static Map<String, String> table() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/requirements.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static Stream<String> names(String row) {
        return CLASS.matcher(row).results().map(name -> name.group(1));
    }

    private static Map<String, String> tests() throws IOException {
        try (var app = Files.walk(Path.of("src/test/java"));
                var library = Files.walk(Path.of("../tidepool/src/test/java"))) {
            return Stream.concat(app, library)
                    .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(RequirementsTest::name, RequirementsTest::text));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
