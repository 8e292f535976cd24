package com.hiremebahamas.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// What a job pays, in Bahamian dollars, as the employer states it.
public record Pay(BigDecimal least, BigDecimal most, PayPeriod period) {

    public Pay {
        if (least.signum() <= 0 || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("Not a range of pay: " + least + " to " + most);
        }
        least = least.setScale(2, RoundingMode.UNNECESSARY);
        most = most.setScale(2, RoundingMode.UNNECESSARY);
    }

    /// Such as `B$12.50 to 15 an hour`.
    public String words() {
        return range(least, most) + " " + period.words();
    }

    /// The same pay by the week, to compare one job with another; empty when it is stated by the week already.
    public String weeklyWords() {
        if (period == PayPeriod.WEEK) return "";
        return "about "
                + range(
                        weeklyLeast().setScale(0, RoundingMode.HALF_UP),
                        weeklyMost().setScale(0, RoundingMode.HALF_UP)) + " " + period.weeklyWords();
    }

    BigDecimal weeklyLeast() {
        return period.weekly(least);
    }

    BigDecimal weeklyMost() {
        return period.weekly(most);
    }

    private static String range(BigDecimal from, BigDecimal to) {
        var said = "B$" + figure(from);
        return from.compareTo(to) == 0 ? said : said + " to " + figure(to);
    }

    private static String figure(BigDecimal amount) {
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", amount);
    }
}
