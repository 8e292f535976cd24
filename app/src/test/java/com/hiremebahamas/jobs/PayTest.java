package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.5  | 12.5  | HOUR  | B$12.50 an hour             | about B$500 for 40 hours",
                "12.5  | 15    | HOUR  | B$12.50 to 15 an hour     | about B$500 to 600 for 40 hours",
                "90    | 90    | DAY   | B$90 a day                  | about B$450 for 5 days",
                "480   | 560   | WEEK  | B$480 to 560 a week       | ''",
                "2600  | 2600  | MONTH | B$2,600 a month             | about B$600 a week",
                "52000 | 60000 | YEAR  | B$52,000 to 60,000 a year | about B$1,000 to 1,154 a week",
            })
    void isLabelledWithItsPeriodAndByTheWeek(String least, String most, PayPeriod period, String pay, String weekly) {
        var stated = new Pay(Amount.ofDecimal(least), Amount.ofDecimal(most), period);

        assertThat(stated.label()).isEqualTo(pay);
        assertThat(stated.weeklyLabel()).isEqualTo(weekly);
    }

    @Test
    void mustBeAPositiveRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pay(new Amount(10_00), new Amount(1_00), PayPeriod.HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pay(new Amount(0), new Amount(1_00), PayPeriod.HOUR));
    }
}
