package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// README.md's table of behaviours and the tests say the same.
class BehavioursTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| T(\\d+) \\|[^|]*\\| ([^|]*) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    @DisplayName("every number from 1 to 41 is in the table, once")
    void everyNumberIsInTheTable() throws IOException {
        assertThat(rows().map(Row::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    @DisplayName("every test in the table exists and carries the number")
    void everyTestInTheTableCarriesTheNumber() throws IOException {
        var sources = sources();

        assertThat(rows())
                .allSatisfy(row -> assertThat(row.tests())
                        .as("T" + row.number())
                        .isNotEmpty()
                        .allSatisfy(test -> assertThat(headOf(test, sources))
                                .as("what is above " + test)
                                .containsPattern("\"[^\"]*\\bT" + row.number() + "\\b")));
    }

    private record Row(int number, List<String> tests) {}

    private static Stream<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> new Row(Integer.parseInt(row.group(1)), names(row.group(2))));
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(name -> name.group(1) + "." + name.group(2))
                .toList();
    }

    /// The annotations of a test, which follow an empty line, and nothing where there is no such test.
    private static String headOf(String test, Map<String, String> sources) {
        var words = test.split("\\.", 2);
        var source = sources.getOrDefault(words[0], "");
        int at = source.indexOf(" void " + words[1] + "(");
        return at < 0 ? "" : source.substring(Math.max(0, source.lastIndexOf("\n\n", at)), at);
    }

    private static Map<String, String> sources() throws IOException {
        try (var library = Files.walk(Path.of("src/test/java"));
                var site = Files.walk(Path.of("../app/src/test/java"))) {
            var files = Stream.concat(library, site)
                    .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .toList();
            return files.stream().collect(Collectors.toMap(BehavioursTest::name, BehavioursTest::text));
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
