package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// docs/from-python.md says of numbers what the program says. `MovingOverTest`, `LogLinesIT` and `StartUpMessageIT`
/// hold its other tables.
class FromPythonDocumentTest {

    private static final Pattern REFUSED = Pattern.compile("(?m)^\\| .* \\| `(([A-Z_]+) is '([^']*)': .*)` \\|$");

    @Test
    @DisplayName("R4 R16 the numbers that meant no limit are refused with the words of the page")
    void theNumbersThatMeantNoLimitAreRefusedWithTheWordsOfThePage() throws IOException {
        var rows = REFUSED.matcher(Files.readString(Path.of("../docs/from-python.md")))
                .results()
                .toList();

        assertThat(rows)
                .hasSize(8)
                .allSatisfy(row -> assertThat(Settings.from(Map.of(row.group(2), row.group(3))::get)
                                .problems())
                        .containsExactly(row.group(1)));
    }

    @Test
    @DisplayName("R4 a number that is too large, or none, is refused without a word about limits")
    void otherNonsenseIsRefusedWithoutAWordAboutLimits() {
        for (var value : new String[] {"1001", "five"}) {
            assertThat(Settings.from(Map.of("DB_POOL_SIZE", value)::get).problems())
                    .containsExactly("DB_POOL_SIZE is '" + value + "': use a whole number from 1 to 1000");
        }
    }
}
