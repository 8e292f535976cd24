package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.HttpError;
import com.hiremebahamas.web.ServiceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The runbook docs/operations.md has what an operator looks up.
class OperationsDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .* \\| .* \\| .* \\|$");

    @Test
    @DisplayName("R22 every code that a 503 can have is in the table, with its remedy")
    void everyCodeOfA503IsInTheTable() throws IOException {
        var rows =
                ROW.matcher(Files.readString(Path.of("../docs/operations.md"))).results();

        assertThat(rows.map(row -> row.group(1)).toList()).containsOnlyOnceElementsOf(codes());
    }

    private static Set<String> codes() {
        var ofApplication = Stream.of(ServiceUnavailable.values()).map(ServiceUnavailable::code);
        var ofServer = Stream.of(HttpError.values())
                .filter(error -> error.status() == 503)
                .map(HttpError::code);
        return Stream.concat(ofApplication, ofServer).collect(Collectors.toSet());
    }
}
