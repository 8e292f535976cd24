package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    @ParameterizedTest
    @CsvSource({
        "Bartender, /jobs/7-bartender",
        "  Café & Crêpe cook!, /jobs/7-cafe-crepe-cook",
        "調理師, /jobs/7",
        "<script>alert(1)</script>, /jobs/7-script-alert-1-script"
    })
    void theAddressOfAJobSaysWhatItIs(String title, String path) {
        assertThat(Listing.path(7, title)).isEqualTo(path);
    }

    @Test
    void aLongTitleMakesNoLongAddress() {
        assertThat(Listing.path(7, "very ".repeat(24))).hasSizeLessThan(75).doesNotEndWith("-");
    }

    @Test
    void aSummaryIsCutBetweenWords() {
        var summary = Listing.summary("Evenings at the bar. ".repeat(20));

        assertThat(summary).endsWith("bar. Evenings at…").hasSizeLessThanOrEqualTo(Listing.LONGEST_SUMMARY);
        assertThat(Listing.summary("x".repeat(Listing.LONGEST_SUMMARY))).doesNotContain("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void aSummaryNeverCutsACharacterInTwo(String before) {
        var summary = Listing.summary(before + "🍹".repeat(200));

        assertThat(summary).hasSizeLessThanOrEqualTo(Listing.LONGEST_SUMMARY);
        assertThat(summary.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
