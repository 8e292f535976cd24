package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "480 | 480",
                "$480 | 480",
                "$ 480 | 480",
                "480$ | 480",
                "B$480 | 480",
                "B$ 1,200.50 | 1200.50",
                "b$1,200.50 | 1200.50",
                "BSD 900 | 900",
                "900 BSD | 900",
                "900 dollars | 900",
                "BS$900 | 900",
                "1,250.00 | 1250",
                "1 250 | 1250",
                "1'250 | 1250",
                "1, 250 | 1250",
                "20. | 20",
                ".50 | 0.5",
                "$ .50 | 0.5",
                "12 .50 | 12.50",
                "0.01 | 0.01",
                "10000000 | 10000000",
                "1,000,000.99 | 1000000.99",
                "４８０ | 480",
                "007 | 7"
            })
    void amountsAreReadAsPeopleWriteThem(String typed, BigDecimal amount) {
        assertThat(Amount.parse(typed)).get().satisfies(read -> assertThat(read).isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                ".",
                "B$ .",
                "0",
                "0.00",
                "-5",
                "lots",
                "12.345",
                "1e3",
                "NaN",
                "15-20",
                "15 20",
                "12,5",
                "1,25",
                "1,2345",
                "12,34,567",
                "10000000.01",
                "123456789",
                "480/week",
                "€480",
                "US$480",
                "1.200,50",
                "1..5",
                "4 8 0",
                "12,345,678,901"
            })
    void anythingElseIsNoAmount(String typed) {
        assertThat(Amount.parse(typed)).isEmpty();
    }

    @Test
    @DisplayName("R24 a number of a JSON document with a huge exponent is not written out")
    void aHugeExponentIsNotWrittenOut() {
        assertThat(Amount.text(new BigDecimal("1e999999999"))).hasSizeLessThan(30);
        assertThat(Amount.text(new BigDecimal("1e-999999999"))).hasSizeLessThan(30);
        assertThat(Amount.text(new BigDecimal("4.8e2"))).isEqualTo("480");
        assertThat(Amount.text(null)).isEmpty();
    }
}
