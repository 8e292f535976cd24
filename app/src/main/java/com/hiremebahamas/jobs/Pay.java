package com.hiremebahamas.jobs;

/// The pay range in Bahamian dollars, as the employer states it.
public record Pay(Amount min, Amount max, PayPeriod period) {

    public Pay {
        if (min.cents() == 0 || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("Not a range of pay: " + min + " to " + max);
        }
    }

    /// Such as `B$12.50 to 15 an hour`.
    public String label() {
        return range(min, max) + " " + period.label();
    }

    /// The same pay by the week, so that jobs can be compared; empty when it is stated by the week already.
    public String weeklyLabel() {
        if (period == PayPeriod.WEEK) return "";
        return "about " + range(weeklyMin().wholeDollars(), weeklyMax().wholeDollars()) + " " + period.weeklyLabel();
    }

    Amount weeklyMin() {
        return period.weekly(min);
    }

    Amount weeklyMax() {
        return period.weekly(max);
    }

    private static String range(Amount from, Amount to) {
        var lower = "B$" + from.label();
        return from.equals(to) ? lower : lower + " to " + to.label();
    }
}
