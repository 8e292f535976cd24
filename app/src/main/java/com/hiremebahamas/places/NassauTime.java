package com.hiremebahamas.places;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as text, in the time zone of Nassau, absolute or relative to now.
public final class NassauTime {

    /// By this name although the zone database makes it a link to Toronto: readers here would not recognise Toronto.
    private static final ZoneId NASSAU = ZoneId.of("America/Nassau");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMMM yyyy, h:mm a", Locale.ENGLISH).withZone(NASSAU);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(NASSAU);

    private NassauTime() {}

    /// Such as `23 November 2026, 7:05 am`.
    public static String clock(Instant moment) {
        return CLOCK.format(moment).replace("AM", "am").replace("PM", "pm");
    }

    /// Such as `23 November 2026`.
    public static String day(Instant moment) {
        return DAY.format(moment);
    }

    /// Such as `3 hours ago`; `just now` also for a time after now, since the clocks of two machines may differ.
    public static String ago(Instant moment, Instant now) {
        var elapsed = Duration.between(moment, now);
        if (elapsed.toMinutes() < 1) return "just now";
        if (elapsed.toHours() < 1) return count(elapsed.toMinutes(), "minute");
        if (elapsed.toDays() < 1) return count(elapsed.toHours(), "hour");
        if (elapsed.toDays() < 60) return count(elapsed.toDays(), "day");
        return count(elapsed.toDays() / 30, "month");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? " ago" : "s ago");
    }
}
