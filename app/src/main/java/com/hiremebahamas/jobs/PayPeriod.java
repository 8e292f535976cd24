package com.hiremebahamas.jobs;

/// The period that a pay figure is for, and its ratio to a week.
///
/// The standard week of the Employment Act has 40 hours in 5 days.
public enum PayPeriod {
    HOUR("an hour", "for 40 hours", 40, 1),
    DAY("a day", "for 5 days", 5, 1),
    WEEK("a week", "a week", 1, 1),
    MONTH("a month", "a week", 12, 52),
    YEAR("a year", "a week", 1, 52);

    private final String label;
    private final String weeklyLabel;
    private final int times;
    private final int dividedBy;

    PayPeriod(String label, String weeklyLabel, int times, int dividedBy) {
        this.label = label;
        this.weeklyLabel = weeklyLabel;
        this.times = times;
        this.dividedBy = dividedBy;
    }

    /// Such as `an hour`.
    public String label() {
        return label;
    }

    /// The period of the weekly figure, such as `for 40 hours`.
    String weeklyLabel() {
        return weeklyLabel;
    }

    Amount weekly(Amount amount) {
        return amount.times(times, dividedBy);
    }
}
