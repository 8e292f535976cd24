package com.hiremebahamas.places;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class IslandTest {

    @Test
    void theListEqualsTheTable() {
        try (var database = TestDatabase.empty()) {
            var rows = database.tidepool()
                    .list(
                            "select code, name from island order by sort",
                            row -> new Island(row.getString("code"), row.getString("name")));

            assertThat(rows).hasSize(19).isEqualTo(Island.ALL);
        }
    }

    @Test
    void anUnknownCodeIsNoIsland() {
        assertThat(Island.of("exuma")).contains(new Island("exuma", "Exuma and Cays"));
        assertThat(Island.of("atlantis")).isEmpty();
        assertThat(Island.of("EXUMA")).isEmpty();
    }
}
