package com.hiremebahamas.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.HostileText;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made of the text of an employer costs time in proportion to its length.
class TextTimeTest {

    private static final Map<String, Consumer<String>> FUNCTIONS = Map.of(
            "description", Description::of,
            "link", LinkedText::of,
            "summary", Listing::summarize,
            "slug", Listing::slug);

    static Stream<Arguments> functionsAndPieces() {
        return FUNCTIONS.keySet().stream()
                .flatMap(name -> HostileText.pieces().map(piece -> Arguments.of(name, piece)));
    }

    @ParameterizedTest
    @MethodSource("functionsAndPieces")
    @DisplayName("R24 the time for a text of a job is in proportion to its length")
    void theTimeIsInProportionToTheLength(String name, String piece) {
        assertThat(HostileText.takesTimeInProportion(piece, requireNonNull(FUNCTIONS.get(name))))
                .isTrue();
    }
}
