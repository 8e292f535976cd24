package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What keeps the tree readable and the documents true.
class TidyTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "dist", ".git", ".data", "node_modules");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern NUMBER_FORMAT =
            Pattern.compile("(?<!%)%(\\d+\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[dfeExXo](?![A-Za-z0-9])");
    private static final Pattern LINE_NUMBER = Pattern.compile("\\.java:\\d+");

    @Test
    void noFileIsLongerThan400Lines() throws IOException {
        assertThat(sources().filter(file -> lines(file).size() > 400)).isEmpty();
    }

    @Test
    void noLineIsLongerThan120Characters() throws IOException {
        assertThat(sources().flatMap(file -> places(file, Pattern.compile(".{121,}"))))
                .isEmpty();
    }

    @Test
    void noSourceHasAToDo() throws IOException {
        assertThat(sources().flatMap(file -> places(file, LATER))).isEmpty();
    }

    /// With another default locale, such as Egypt's, the digits are others, too, which no SQL understands.
    /// `%s` is the same in all.
    @Test
    void numbersAreFormattedWithALocaleOfTheirOwn() throws IOException {
        assertThat(files("java")
                        .filter(file ->
                                file.toString().matches(".*/(app|tidepool|tidepool-testkit)/src/(main|internal)/.*"))
                        // Each number of its SQL is a constant, formatted after Main has set the locale.
                        .flatMap(file -> places(file, NUMBER_FORMAT))
                        .filter(place -> !place.contains("Locale.")))
                .isEmpty();
    }

    @Test
    void noLinkInADocumentIsBroken() throws IOException {
        assertThat(files("md").flatMap(TidyTest::brokenLinks)).isEmpty();
    }

    @Test
    void documentsCiteNoLineNumbers() throws IOException {
        assertThat(files("md").flatMap(file -> places(file, LINE_NUMBER))).isEmpty();
    }

    @Test
    void theRootHoldsFewDocuments() throws IOException {
        assertThat(files("md").filter(file -> ROOT.relativize(file).getNameCount() == 1))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void everyScriptIsShortAndSaysWhatItDoes() throws IOException {
        try (var scripts = Files.list(ROOT.resolve("bin"))) {
            assertThat(scripts).allSatisfy(script -> {
                assertThat(lines(script)).hasSizeLessThan(40);
                assertThat(lines(script).get(1)).startsWith("# ");
            });
        }
    }

    private static Stream<String> brokenLinks(Path document) {
        return LINK.matcher(text(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .map(target -> ROOT.relativize(document) + " -> " + target);
    }

    private static Stream<String> places(Path file, Pattern pattern) {
        return lines(file).stream()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> ROOT.relativize(file) + ": " + line);
    }

    private static Stream<Path> sources() throws IOException {
        return Stream.of(files("java"), files("jte"), files("css")).flatMap(files -> files);
    }

    private static Stream<Path> files(String ending) throws IOException {
        try (var tree = Files.walk(ROOT)) {
            return tree.filter(file -> file.toString().endsWith("." + ending) && ours(file)).toList().stream();
        }
    }

    private static boolean ours(Path file) {
        return StreamSupport.stream(ROOT.relativize(file).spliterator(), false)
                .noneMatch(folder -> NOT_OURS.contains(folder.toString()));
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
