package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    void amountsAreReadAsPeopleWriteThem(String typed, BigDecimal dollars) {
        assertThat(Amount.parse(typed))
                .contains(new Amount(dollars.movePointRight(2).longValueExact()));
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

    @ParameterizedTest
    @CsvSource({"12.50, 1250", "1250.5, 125050", "0.01, 1", "480, 48000", "99999999.99, 9999999999"})
    void theTextOfADecimalNumberIsReadExactly(String text, long cents) {
        assertThat(Amount.ofDecimal(text)).isEqualTo(new Amount(cents));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "+1.00", "1.-5", "12.345", "12.5000", "1e3", "NaN", "1,250.00", "99999999999999999999"})
    void anyOtherTextIsAnError(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Amount.ofDecimal(text));
    }

    @Test
    void noAmountIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Amount(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0.00",
                "5 | 0.05 | 0.05",
                "50 | 0.50 | 0.50",
                "100 | 1 | 1.00",
                "99999 | 999.99 | 999.99",
                "100000 | 1,000 | 1000.00",
                "123456789 | 1,234,567.89 | 1234567.89",
            })
    void isWrittenForPeopleAndForPrograms(long cents, String label, String decimal) {
        assertThat(new Amount(cents).label()).isEqualTo(label);
        assertThat(new Amount(cents).decimal()).isEqualTo(decimal);
    }

    @Test
    void isReadAndWrittenAsABigDecimalIs() {
        assertThat(manyAmounts()).allSatisfy(amount -> {
            var exact = BigDecimal.valueOf(amount.cents(), 2);
            assertThat(amount.decimal()).isEqualTo(exact.toString());
            assertThat(Amount.ofDecimal(exact.toString())).isEqualTo(amount);
            assertThat(amount.label()).isEqualTo(label(exact));
        });
    }

    @ParameterizedTest
    @EnumSource(PayPeriod.class)
    void isRoundedByTheWeekAsABigDecimalIs(PayPeriod period) {
        assertThat(manyAmounts()).allSatisfy(amount -> {
            var weekly = weekly(BigDecimal.valueOf(amount.cents(), 2), period);
            assertThat(period.weekly(amount).decimal()).isEqualTo(weekly.toString());
            assertThat(period.weekly(amount).wholeDollars().label())
                    .isEqualTo(label(weekly.setScale(0, RoundingMode.HALF_UP)));
        });
    }

    /// All short ones, with every fraction that a ratio leaves, and some of each length that the database holds.
    private static List<Amount> manyAmounts() {
        var random = new Random(7391);
        var longer = LongStream.of(100_000, 10_000_000, 1_000_000_000, 10_000_000_000L)
                .flatMap(limit -> random.longs(3000, 0, limit));
        return LongStream.concat(LongStream.range(0, 10_000), longer)
                .mapToObj(Amount::new)
                .toList();
    }

    private static BigDecimal weekly(BigDecimal amount, PayPeriod period) {
        var ratio = switch (period) {
            case HOUR -> List.of(40, 1);
            case DAY -> List.of(5, 1);
            case WEEK -> List.of(1, 1);
            case MONTH -> List.of(12, 52);
            case YEAR -> List.of(1, 52);
        };
        return amount.multiply(BigDecimal.valueOf(ratio.getFirst()))
                .divide(BigDecimal.valueOf(ratio.getLast()), 2, RoundingMode.HALF_EVEN);
    }

    private static String label(BigDecimal amount) {
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", amount);
    }
}
