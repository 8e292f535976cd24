package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// The table of behaviours and the tests say the same.
class BehavioursTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| T(\\d+) \\|[^|]*\\| ([^|]*) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private final JavaClasses library = new ClassFileImporter().importPath(Path.of("target/test-classes"));

    @Test
    @DisplayName("every number from 1 to 56 is in the table, once")
    void everyNumberIsInTheTable() throws IOException {
        assertThat(rows().map(Row::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 56).boxed().toList());
    }

    @Test
    @DisplayName("every test in the table exists and carries the number")
    void everyTestInTheTableCarriesTheNumber() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.tests())
                        .as("T" + row.number())
                        .isNotEmpty()
                        .allSatisfy(test -> assertThat(displayNames(test))
                                .as(test)
                                .containsPattern("\\bT" + row.number() + "\\b")));
    }

    private record Row(int number, List<String> tests) {}

    private static Stream<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("BEHAVIOURS.md")))
                .results()
                .map(row -> new Row(Integer.parseInt(row.group(1)), names(row.group(2))));
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(name -> name.group(1) + "." + name.group(2))
                .toList();
    }

    /// What a report calls a test; empty where there is no such test.
    private String displayNames(String test) {
        var words = test.split("\\.", 2);
        return library.stream()
                .filter(type -> type.getSimpleName().equals(words[0]))
                .findAny()
                .map(type -> displayNames(type, words[1]))
                .orElseGet(() -> textAbove(words[1], sourceInSite(words[0])));
    }

    private static String displayNames(JavaClass type, String method) {
        return type.getMethods().stream()
                .filter(test -> test.getName().equals(method))
                .flatMap(test -> Stream.concat(
                        test.tryGetAnnotationOfType(DisplayName.class).map(DisplayName::value).stream(),
                        test.tryGetAnnotationOfType(ParameterizedTest.class).map(ParameterizedTest::name).stream()))
                .collect(Collectors.joining("\n"));
    }

    /// The annotations of a test, which follow an empty line. The site is compiled after the library, so its tests can
    /// only be read as text.
    private static String textAbove(String method, String source) {
        int at = source.indexOf(" void " + method + "(");
        return at < 0 ? "" : source.substring(Math.max(0, source.lastIndexOf("\n\n", at)), at);
    }

    private static String sourceInSite(String name) {
        try (var files = Files.walk(Path.of("../app/src/test/java"))) {
            var file = files.filter(path -> path.endsWith(name + ".java")).findAny();
            return file.isEmpty() ? "" : Files.readString(file.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
