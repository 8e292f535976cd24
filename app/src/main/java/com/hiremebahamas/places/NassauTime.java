package com.hiremebahamas.places;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How a moment is said in The Bahamas: by the clock of Nassau, and by how long ago it was.
public final class NassauTime {

    /// Kept by this name: the zone rules make it a link to Toronto, which nobody here would recognise.
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

    /// Such as `23 November 2026`, where the minute is nobody's business.
    public static String day(Instant moment) {
        return DAY.format(moment);
    }

    /// Such as `3 hours ago`; never in the future, whatever the clocks of two machines say.
    public static String ago(Instant moment, Instant now) {
        var passed = Duration.between(moment, now);
        if (passed.toMinutes() < 1) return "just now";
        if (passed.toHours() < 1) return count(passed.toMinutes(), "minute");
        if (passed.toDays() < 1) return count(passed.toHours(), "hour");
        if (passed.toDays() < 60) return count(passed.toDays(), "day");
        return count(passed.toDays() / 30, "month");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? " ago" : "s ago");
    }
}
