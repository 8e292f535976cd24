package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private record Wage(BigDecimal weeklyPay) {}

    private record Moment(Instant postedAt, String id) {}

    @Test
    void namesAreInSnakeCaseAndTimesInIso8601() {
        var json = Json.write(new Moment(Instant.parse("2026-11-23T12:00:00.123456Z"), "7"));

        assertThat(json).isEqualTo("{\"posted_at\":\"2026-11-23T12:00:00.123456Z\",\"id\":\"7\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e41", "1e999999999", "-1e999999999", "1e-999999999", "0e999999999", "\"5\"", "true", "[5]"})
    void aNumberTooLongToWriteOutIsRejected(String number) {
        assertThatThrownBy(() -> Json.parse("{\"weekly_pay\": " + number + "}", Wage.class))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.errors())
                            .isEqualTo(Map.of("weekly_pay", "This is not the kind of value that is expected here."));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.25", "-1", "1e3", "0.000001"})
    void anOrdinaryNumberIsParsedExactly(String number) {
        var wage = Json.parse("{\"weekly_pay\": " + number + "}", Wage.class);

        assertThat(wage.weeklyPay()).isEqualByComparingTo(number);
    }
}
