package com.hiremebahamas.tidepool.text;

import static java.time.temporal.ChronoField.ERA;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.YEAR_OF_ERA;
import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.util.Locale;
import java.util.Map;

/// Values of `java.time` as PostgreSQL reads them and, with `DateStyle` `ISO`, writes them.
///
/// Years before 1 are years BC, which ISO 8601 counts from 0 down. The first and the last value of a class are
/// `-infinity` and `infinity`, as in pgjdbc; the last `LocalTime` is 24:00. Nanoseconds are cut to the microseconds
/// that PostgreSQL keeps: it would round them, in other ways than pgjdbc, and into the next day.
public final class TimeText {

    private static final DateTimeFormatter DATE = formatter("", "");
    private static final DateTimeFormatter TIMESTAMP = formatter(" HH:mm:ss", "");
    private static final DateTimeFormatter TIMESTAMPTZ = formatter(" HH:mm:ss", "+HH:mm:ss");

    /// Those of `OffsetDateTime` are beyond these by their offsets, and beyond what it can say in UTC.
    private static final Instant FIRST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);

    private static final Instant LAST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

    private TimeText() {}

    public static String of(LocalDate day) {
        if (day.equals(LocalDate.MAX)) return "infinity";
        return day.equals(LocalDate.MIN) ? "-infinity" : DATE.format(day);
    }

    public static String of(LocalTime time) {
        return time.equals(LocalTime.MAX)
                ? "24:00:00"
                : time.truncatedTo(MICROS).toString();
    }

    public static String of(LocalDateTime at) {
        if (at.equals(LocalDateTime.MAX)) return "infinity";
        return at.equals(LocalDateTime.MIN) ? "-infinity" : TIMESTAMP.format(at.truncatedTo(MICROS));
    }

    public static String of(OffsetDateTime at) {
        return of(at.toInstant());
    }

    public static String of(Instant at) {
        if (!at.isBefore(LAST)) return "infinity";
        return at.isAfter(FIRST) ? TIMESTAMPTZ.format(at.truncatedTo(MICROS).atOffset(ZoneOffset.UTC)) : "-infinity";
    }

    /// Reads a `date`; throws `DateTimeException` when it is none, as the others do.
    public static LocalDate date(String text) {
        return LocalDate.parse(text, DATE);
    }

    public static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text, TIMESTAMP);
    }

    public static OffsetDateTime timestamptz(String text) {
        return OffsetDateTime.parse(text, TIMESTAMPTZ).withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static DateTimeFormatter formatter(String time, String offset) {
        var built = new DateTimeFormatterBuilder()
                .appendValue(YEAR_OF_ERA, 4, 10, SignStyle.NOT_NEGATIVE)
                .appendPattern("-MM-dd" + time);
        if (!time.isEmpty()) built.appendFraction(NANO_OF_SECOND, 0, 9, true);
        if (!offset.isEmpty()) built.appendOffset(offset, "+00");
        return built.appendText(ERA, Map.of(0L, " BC", 1L, "")).toFormatter(Locale.ROOT);
    }
}
