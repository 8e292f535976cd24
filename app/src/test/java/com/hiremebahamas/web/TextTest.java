package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.testing.HostileText;
import java.text.Normalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final int MOST = 1_000_000;

    @Test
    void textIsComposedAndTrimmed() {
        assertThat(Text.paragraphs("  Jose\u0301\r\nBethel ", "name", 80)).isEqualTo("Jos\u00e9\nBethel");
        assertThat(Text.line("  Jose\u0301\r\n Bethel ", "name", 80)).isEqualTo("Jos\u00e9 Bethel");
        assertThat(Text.line(null, "name", 80)).isEmpty();
    }

    @Test
    @DisplayName("R24 text of far more characters than the field has is refused unseen")
    void farTooLongTextIsRefusedUnseen() {
        assertThat(Text.line("e\u0301\u0323\u0302".repeat(80), "name", 80)).isNotEmpty();
        assertThatThrownBy(() -> Text.line("a".repeat(321), "name", 80))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.errors()).containsOnlyKeys("name");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u0316", "\u3099", "\u05b0", "\u1ab0", "\ud834\udd67"})
    void aLetterKeepsThirtyMarks(String mark) {
        var marked = Text.line("a" + mark.repeat(50) + "b", "name", MOST);

        assertThat(marked).isEqualTo(Normalizer.normalize("a" + mark.repeat(30) + "b", Normalizer.Form.NFC));
    }

    /// As telephones, word processors and spreadsheets paste it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\u202a242 555 0100\u202c                      | 242 555 0100",
                "\u2066+1\u00a0242\u00a0555\u00a00100\u2069  | +1 242 555 0100",
                "Line\u000bcook                                 | Line cook",
                "Line\u0085cook                                 | Line cook",
                "Line\u2028cook                                 | Line cook",
                "Line\u2029cook                                 | Line cook",
                "Line\fcook                                     | Line cook",
                "Line\u2007\u202f \u3000cook                   | Line cook",
                "\ufeffLine co\u200bok                          | Line cook",
                "bar\u00adtender                                | bartender",
                "Li\u0000ne\u0007                               | Line",
                "\ufffcLine cook                                | Line cook",
                "An\u200dn                                      | Ann",
                "Ann\u200d                                      | Ann",
                "\ud83d\udc69\u200d\ud83c\udf73              | \ud83d\udc69\u200d\ud83c\udf73",
                "\u2764\ufe0f\u200d\ud83d\udd25               | \u2764\ufe0f\u200d\ud83d\udd25",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 | \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
            })
    @DisplayName("R24 what nobody sees is removed, and what shapes letters and emoji stays")
    void whatNobodySeesIsRemoved(String pasted, String line) {
        assertThat(Text.line(pasted, "title", 80)).isEqualTo(line);
    }

    @Test
    void allLineEndsOfParagraphsAreLineFeeds() {
        assertThat(Text.paragraphs("a\rb\r\nc\u000bd\u0085e\u2028f\u2029g\th\u00a0i", "work", 80))
                .isEqualTo("a\nb\nc\nd\ne\nf\ng h i");
    }

    /// Of all code points, those that a property says nobody sees: alone they are no text, within a word they
    /// change nothing.
    @Test
    void noInvisibleCodePointMakesATextOrADifference() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type != Character.CONTROL && type != Character.FORMAT && !Character.isSpaceChar(c)) continue;
            var text = Character.toString(c);

            assertThat(Text.line(text.repeat(3), "name", 80)).as("U+%04X", c).isEmpty();
            if (type == Character.FORMAT)
                assertThat(Text.line("An" + text + "n", "name", 80))
                        .as("U+%04X", c)
                        .isEqualTo("Ann");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0301",
                "\u3164",
                "\u115f\u1160",
                "\uffa0",
                "\u2800",
                "\ufe0f",
                "\u034f",
                "\u2800 \u3164\n",
                "\ud834\udd59"
            })
    void textThatShowsNothingIsEmpty(String text) {
        assertThat(Text.line(text, "name", 80)).isEmpty();
        assertThat(Text.paragraphs(text, "name", 80)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\ud800", "\udbff", "\udc00", "\udfff", "a\udfff\ud800"})
    void aTextThatNoColumnCanHoldIsBroken(String text) {
        assertThat(Text.isBroken(text)).isTrue();
        assertThat(Text.isBroken("\ud7ff\ue000\ud83d\udc69\u0001")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("com.hiremebahamas.testing.HostileText#pieces")
    @DisplayName("R24 the time for a line is in proportion to its length")
    void theTimeIsInProportionToTheLength(String piece) {
        assertThat(HostileText.takesTimeInProportion(piece, text -> Text.line(text, "name", MOST)))
                .isTrue();
    }
}
