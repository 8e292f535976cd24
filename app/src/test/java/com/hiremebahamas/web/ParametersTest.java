package com.hiremebahamas.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "q=nurse, nurse",
        "q=a+b, a b",
        "q=a%20b, a b",
        "q=a%2Bb, a+b",
        "q=%C3%a9, \u00e9",
        "q=a=b, a=b",
        "q, ''",
        "q=, ''",
        "other=1, ''",
        "'', ''",
        "'&&q=1&', 1",
        "%71=1, 1",
        "q=%7e, ~"
    })
    void aFieldIsDecoded(String encoded, String value) {
        assertThat(Parameters.parse(encoded).exact("q")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%",
                "q=%4",
                "q=%g1",
                "q=%1g",
                "q=%%41",
                "q=%00",
                "q=%ff",
                "q=%ed%a0%80",
                "%c0%80=x",
                "q=1&q=1",
                "q=1&%71=2",
                "q&q"
            })
    void aBrokenOrRepeatedFieldIsMalformed(String encoded) {
        assertThatThrownBy(() -> Parameters.parse(encoded))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void thereAreAtMost100Fields() {
        assertThat(Parameters.parse(fields(100)).exact("f99")).isEqualTo("99");
        assertThatThrownBy(() -> Parameters.parse(fields(101)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    /// What links collect on their way, well-formed or not.
    static Stream<String> strangers() {
        return Stream.of(
                "utm_source=mail",
                "fbclid=IwAR0_a-b",
                "utm_source=1&utm_source=2",
                "gclid",
                "=",
                "=x",
                "&&",
                "%zz=1",
                "x=%zz",
                "x=%",
                "x=%f",
                "%=",
                "x=%ff",
                "%ff=x",
                "x=%00",
                "%00",
                "x=%ed%a0%80",
                "%ed%a0%80=x",
                "x=%c0%80",
                "Q=1",
                "q%20=1",
                "%2571=1",
                "qq=1",
                "q[]=1",
                "a=b=c",
                "x=q=1",
                "x=\ud800",
                "\u00e9=\u00e9",
                fields(200).replace("f", "x"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aFieldThatIsNotAskedForNeverBreaksAQuery(String stranger) {
        for (var query : List.of(stranger + "&q=nurse", "q=nurse&" + stranger, stranger + "&%71=nurse&" + stranger)) {
            assertThat(Parameters.parseQuery(query).exact("q")).as(query).isEqualTo("nurse");
        }
        assertThat(Parameters.parseQuery(stranger).exact("q")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"q=1&q=2, 1", "q=1&%71=2, 1", "%71=1&q=2, 1", "q&q=2, ''", "q=&q=2, ''", "q=1&q=%zz, 1"})
    void theFirstOfARepeatedFieldOfAQueryCounts(String query, String value) {
        assertThat(Parameters.parseQuery(query).exact("q")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%g1", "q=%00", "q=%ff", "q=%ed%a0%80", "%71=%zz", "q=%zz&q=1"})
    void aFieldOfAQueryThatIsAskedForIsReadStrictly(String query) {
        var parameters = Parameters.parseQuery(query);

        assertThatThrownBy(() -> parameters.exact("q"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({
        "q=a%FFb, ab",
        "q=%zz, %zz",
        "q=%, %",
        "q=a%4, a%4",
        "q=a%00b, ab",
        "q=%ed%a0%80x, x",
        "q=%C3%A9, \u00e9",
        "x=1, ''"
    })
    void whatCanBeReadOfAFieldIsNeverAProblem(String query, String readable) {
        assertThat(Parameters.parseQuery(query).readable("q")).isEqualTo(readable);
    }

    @Test
    void textIsNormalisedAndAnExactFieldIsNot() {
        var parameters = Parameters.parse("q=%20e%CC%81%0D%0A");

        assertThat(parameters.line("q", 10)).isEqualTo("\u00e9");
        assertThat(parameters.exact("q")).isEqualTo(" e\u0301\r\n");
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i + "=" + i).collect(joining("&"));
    }
}
