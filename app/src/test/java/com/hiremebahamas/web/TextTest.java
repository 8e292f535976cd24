package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final int MOST = 1_000_000;

    @Test
    void textIsComposedAndTrimmed() {
        assertThat(Text.of("  Jose\u0301\r\nBethel ", "name", 80)).isEqualTo("Jos\u00e9\nBethel");
        assertThat(Text.of(null, "name", 80)).isEmpty();
    }

    @Test
    @DisplayName("R24 text of far more characters than the field has is refused unseen")
    void farTooLongTextIsRefusedUnseen() {
        assertThat(Text.of("e\u0301\u0323\u0302".repeat(80), "name", 80)).isNotEmpty();
        assertThatThrownBy(() -> Text.of("a".repeat(321), "name", 80))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.errors()).containsOnlyKeys("name");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u0316", "\u3099", "\u05b0", "\u1ab0", "\ud834\udd67"})
    void aLetterKeepsThirtyMarks(String mark) {
        var marked = Text.of("a" + mark.repeat(50) + "b", "name", MOST);

        assertThat(marked).isEqualTo(Normalizer.normalize("a" + mark.repeat(30) + "b", Normalizer.Form.NFC));
    }

    /// Marks, decomposed letters and syllables, direction marks, unpaired halves: whatever makes text
    /// functions slow.
    static Stream<String> hostile() {
        return Stream.of(
                "\u0301",
                "\u0316\u0301",
                "e\u0301",
                "\u1100\u1161\u11a8",
                "\u202e",
                "\ufdfa",
                "\u0f71\u0f72\u0f74",
                "\ud834\udd67",
                "\ud834",
                "\r",
                "\r\n",
                " ",
                "\u3099\u0301\u0323",
                "\u0345",
                "a\u0301\u0316");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("R24 ten times the length costs at most twelve times the time")
    void theTimeIsInProportionToTheLength(String piece) {
        Text.of(piece.repeat(20_000 / piece.length()), "name", MOST);
        double ratio = Stream.generate(() -> (double) nanos(piece, 200_000) / nanos(piece, 20_000))
                .limit(20)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();

        assertThat(ratio).isLessThan(12);
    }

    private static long nanos(String piece, int length) {
        var text = piece.repeat(length / piece.length());
        long start = System.nanoTime();
        Text.of(text, "name", MOST);
        return System.nanoTime() - start;
    }
}
