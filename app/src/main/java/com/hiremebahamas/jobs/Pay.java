package com.hiremebahamas.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// The pay range in Bahamian dollars, as the employer states it.
public record Pay(BigDecimal min, BigDecimal max, PayPeriod period) {

    public Pay {
        if (min.signum() <= 0 || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("Not a range of pay: " + min + " to " + max);
        }
        min = min.setScale(2, RoundingMode.UNNECESSARY);
        max = max.setScale(2, RoundingMode.UNNECESSARY);
    }

    /// Such as `B$12.50 to 15 an hour`.
    public String label() {
        return range(min, max) + " " + period.label();
    }

    /// The same pay by the week, so that jobs can be compared; empty when it is stated by the week already.
    public String weeklyLabel() {
        if (period == PayPeriod.WEEK) return "";
        return "about "
                + range(
                        weeklyMin().setScale(0, RoundingMode.HALF_UP),
                        weeklyMax().setScale(0, RoundingMode.HALF_UP)) + " " + period.weeklyLabel();
    }

    BigDecimal weeklyMin() {
        return period.weekly(min);
    }

    BigDecimal weeklyMax() {
        return period.weekly(max);
    }

    private static String range(BigDecimal from, BigDecimal to) {
        var lower = "B$" + figure(from);
        return from.compareTo(to) == 0 ? lower : lower + " to " + figure(to);
    }

    private static String figure(BigDecimal amount) {
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", amount);
    }
}
