package com.hiremebahamas.benchmarks.peer;

import java.math.BigDecimal;
import java.math.RoundingMode;

record PayRange(
        String currency, BigDecimal min, BigDecimal max, String period, BigDecimal weeklyMin, BigDecimal weeklyMax) {

    private enum Period {
        HOUR(40, 1),
        DAY(5, 1),
        WEEK(1, 1),
        MONTH(12, 52),
        YEAR(1, 52);

        private final BigDecimal times;
        private final BigDecimal by;

        Period(int times, int by) {
            this.times = BigDecimal.valueOf(times);
            this.by = BigDecimal.valueOf(by);
        }

        BigDecimal weekly(BigDecimal amount) {
            return amount.multiply(times).divide(by, 2, RoundingMode.HALF_EVEN);
        }
    }

    static PayRange of(BigDecimal min, BigDecimal max, String name) {
        var period = Period.valueOf(name);
        return new PayRange("BSD", min, max, name, period.weekly(min), period.weekly(max));
    }
}
