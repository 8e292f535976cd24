package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// docs/operations.md and the code say the same.
class OperationsDocumentTest {

    private static final Path MAIN = Path.of("src/main/java");

    /// `Problem.unavailable("code", …)`, and the constants of `Refusal`.
    private static final Pattern CODE =
            Pattern.compile("unavailable\\(\\s*\"([a-z_]+)\"|\\b[A-Z_]+\\(\"([a-z_]+)\", \"");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .* \\| .* \\| .* \\|$");

    @Test
    @DisplayName("R22 every code that a 503 can have is told with its remedy")
    void everyCodeOfA503IsTold() throws IOException {
        var told = new TreeSet<String>();
        ROW.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .forEach(row -> told.add(row.group(1)));

        assertThat(told).containsAll(codes()).contains("starting", "database_slow", "busy");
    }

    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        try (var sources = Files.walk(MAIN)) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CODE.matcher(text(file)).results())
                    .forEach(found -> codes.add(found.group(1) == null ? found.group(2) : found.group(1)));
        }
        return codes;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
