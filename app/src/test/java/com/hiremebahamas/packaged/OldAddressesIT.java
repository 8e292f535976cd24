package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the packaged program answers at the addresses of the old site, beside the table of docs/from-python.md.
class OldAddressesIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`/.*`) \\| ([0-9]{3}) \\| .* \\|$");
    private static final Pattern ADDRESS = Pattern.compile("`([^`]+)`");

    @Test
    @DisplayName("R12 R18 each address of the old site answers what the page says")
    void eachAddressOfTheOldSiteAnswersWhatThePageSays() throws IOException {
        var statuses = statuses();
        assertThat(statuses).hasSizeGreaterThan(15);

        try (var program = PackagedProgram.ready(Map.of())) {
            assertThat(statuses)
                    .allSatisfy((address, status) ->
                            assertThat(program.status(address)).isEqualTo(status));
        }
    }

    private static Map<String, Integer> statuses() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/from-python.md")))
                .results()
                .flatMap(row -> ADDRESS.matcher(row.group(1))
                        .results()
                        .map(address -> Map.entry(address.group(1), Integer.parseInt(row.group(2)))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
