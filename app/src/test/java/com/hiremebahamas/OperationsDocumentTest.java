package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.web.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The runbook docs/operations.md has what an operator looks up.
class OperationsDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .* \\| .* \\| .* \\|$");

    @Test
    @DisplayName("R22 every code that a 503 of the application can have is in the table, with its remedy")
    void everyCodeOfA503IsInTheTable() throws IOException {
        var rows =
                ROW.matcher(Files.readString(Path.of("../docs/operations.md"))).results();

        assertThat(rows.map(row -> row.group(1)))
                .containsAll(
                        Stream.of(Unavailable.values()).map(Unavailable::code).toList());
    }
}
