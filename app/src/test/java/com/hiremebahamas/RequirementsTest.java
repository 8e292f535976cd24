package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// docs/requirements.md and the display names of the tests say the same.
class RequirementsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R\\d+) \\|.*\\| ([^|]*) \\|$");
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");
    private static final Pattern NUMBER = Pattern.compile("\\bR\\d+\\b");
    private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");

    @Test
    void everyRequirementIsInTheTable() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 27)
                        .mapToObj(number -> "R" + number)
                        .toList());
    }

    @Test
    void everyTestInTheTableExistsAndCarriesTheNumber() throws IOException {
        var tests = tests();

        assertThat(table())
                .allSatisfy((number, row) -> assertThat(names(row))
                        .as(number)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(tests.getOrDefault(name, Set.of()))
                                .as(name + " for " + number)
                                .contains(number)));
    }

    @Test
    void everyNumberThatATestCarriesIsInTheTable() throws IOException {
        var requirements = table().keySet();

        assertThat(tests())
                .isNotEmpty()
                .allSatisfy((name, numbers) -> assertThat(numbers).as(name).isSubsetOf(requirements));
    }

    private static Map<String, String> table() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/requirements.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static Stream<String> names(String row) {
        return CLASS.matcher(row).results().map(name -> name.group(1));
    }

    /// The numbers that the tests of each class carry, by its simple name.
    private static Map<String, Set<String>> tests() throws IOException {
        var tests = new HashMap<>(tests(Path.of("src/test/java"), RequirementsTest::displayNames));
        // The library's tests are not on this class path: their strings are read.
        tests.putAll(tests(Path.of("../tidepool/src/test/java"), RequirementsTest::strings));
        return tests;
    }

    private static Map<String, Set<String>> tests(Path root, Function<Path, Stream<String>> texts) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> texts.apply(file)
                                    .flatMap(RequirementsTest::numbers)
                                    .collect(Collectors.toSet())));
        }
    }

    private static Stream<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group);
    }

    private static Stream<String> displayNames(Path file) {
        var name = Path.of("src/test/java")
                .relativize(file)
                .toString()
                .replace(".java", "")
                .replace('/', '.');
        try {
            var methods = Class.forName(name, false, RequirementsTest.class.getClassLoader())
                    .getDeclaredMethods();
            return Arrays.stream(methods).flatMap(RequirementsTest::displayNames);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> displayNames(Method method) {
        return Stream.concat(
                Arrays.stream(method.getAnnotationsByType(DisplayName.class)).map(DisplayName::value),
                Arrays.stream(method.getAnnotationsByType(ParameterizedTest.class))
                        .map(ParameterizedTest::name));
    }

    private static Stream<String> strings(Path file) {
        try {
            return STRING.matcher(Files.readString(file)).results().map(MatchResult::group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
