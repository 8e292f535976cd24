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
    void thePathOfAJobHasItsTitle(String title, String path) {
        assertThat(Listing.path(7, title)).isEqualTo(path);
    }

    @Test
    void aLongTitleIsCutInThePath() {
        assertThat(Listing.path(7, "very ".repeat(24))).hasSizeLessThan(75).doesNotEndWith("-");
    }

    @Test
    void aSummaryIsCutBetweenWords() {
        var summary = Listing.summarize("Evenings at the bar. ".repeat(20));

        assertThat(summary).endsWith("bar. Evenings at…").hasSizeLessThanOrEqualTo(Listing.MAX_SUMMARY_LENGTH);
        assertThat(Listing.summarize("x".repeat(Listing.MAX_SUMMARY_LENGTH))).doesNotContain("…");
    }

    @Test
    void aSummaryEndsWithoutPunctuationBeforeItsEllipsis() {
        assertThat(Listing.summarize("x".repeat(150) + " end., then more words"))
                .endsWith(" end…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Work Monday - Friday",
                "Pay B$400 - B$500",
                "Mon - Sat 8am - 4pm",
                "Level 1. Apply now",
                "Bring 2. Pay is 10 - 12 an hour",
                "Part-time, e-mail - or call * today \u2022 now",
                "12. December is the first day",
                "-5 degrees"
            })
    void aSummaryKeepsWhatIsWithinALine(String beginning) {
        assertThat(Listing.summarize(beginning)).isEqualTo(beginning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- Serve drinks;- Clean the bar | Serve drinks, Clean the bar",
                "Duties:;* Serve drinks;* Clean.;\u2022 Close | Duties: Serve drinks, Clean. Close",
                "\u2013 Serve drinks;\u2014 Clean | Serve drinks, Clean",
                "1. Serve drinks;2) Clean the bar | Serve drinks, Clean the bar",
                "2. Serve drinks;5) Clean the bar | 2. Serve drinks, 5. Clean the bar",
                "- Tie the lines;;Hours: Morning | Tie the lines \u00b7 Hours: Morning",
                "- Tie the lines;Hours: Morning | Tie the lines \u00b7 Hours: Morning",
                "Tie the lines;Hours: Morning;Pay weekly | Tie the lines \u00b7 Hours: Morning \u00b7 Pay weekly",
                "Evenings at;the  bar;and (weekends.);;Good pay | Evenings at the bar and (weekends.) Good pay",
                "A line as long as a program makes it when it wraps one at the;Fish Fry | A line as long as a program "
                        + "makes it when it wraps one at the Fish Fry"
            })
    void aSummaryHasNoListMarksAndNothingRunsTogether(String lines, String summary) {
        assertThat(Listing.summarize(lines.replace(';', '\n'))).isEqualTo(summary);
    }

    @Test
    void aSummaryThatGoesOnSaysSoThoughItsMarksWereTakenOut() {
        assertThat(Listing.summarize("- x" + "\n- words".repeat(25))).endsWith("…");
        assertThat(Listing.summarize("- " + "x".repeat(159))).hasSize(160).endsWith("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void aSummaryNeverSplitsASurrogatePair(String before) {
        var summary = Listing.summarize(before + "🍹".repeat(200));

        assertThat(summary).hasSizeLessThanOrEqualTo(Listing.MAX_SUMMARY_LENGTH);
        assertThat(summary.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
