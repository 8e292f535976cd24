package com.hiremebahamas.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a pay figure is for, and how much of a week that is.
///
/// The standard week of the Employment Act has 40 hours in 5 days.
public enum PayPeriod {
    HOUR("an hour", "for 40 hours", 40, 1),
    DAY("a day", "for 5 days", 5, 1),
    WEEK("a week", "a week", 1, 1),
    MONTH("a month", "a week", 12, 52),
    YEAR("a year", "a week", 1, 52);

    private final String words;
    private final String weeklyWords;
    private final BigDecimal times;
    private final BigDecimal dividedBy;

    PayPeriod(String words, String weeklyWords, int times, int dividedBy) {
        this.words = words;
        this.weeklyWords = weeklyWords;
        this.times = BigDecimal.valueOf(times);
        this.dividedBy = BigDecimal.valueOf(dividedBy);
    }

    /// Such as `an hour`.
    public String words() {
        return words;
    }

    /// What the weekly figure assumes, such as `for 40 hours`.
    String weeklyWords() {
        return weeklyWords;
    }

    BigDecimal weekly(BigDecimal amount) {
        return amount.multiply(times).divide(dividedBy, 2, RoundingMode.HALF_EVEN);
    }
}
