package com.hiremebahamas.places;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IslandTest {

    @Test
    void theListEqualsTheTableThatTheMigrationFills() throws IOException {
        var rows = Pattern.compile("\\('([a-z-]+)', '([^']+)', (\\d+)\\)").matcher(migration());

        assertThat(rows.results())
                .extracting(row -> new Island(row.group(1), row.group(2)))
                .hasSize(19)
                .isEqualTo(Island.ALL);
    }

    @Test
    void anUnknownCodeIsNoIsland() {
        assertThat(Island.of("exuma")).contains(new Island("exuma", "Exuma and Cays"));
        assertThat(Island.of("atlantis")).isEmpty();
        assertThat(Island.of("EXUMA")).isEmpty();
    }

    private static String migration() throws IOException {
        try (var file = Island.class.getResourceAsStream("/db/migration/V001__places.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
