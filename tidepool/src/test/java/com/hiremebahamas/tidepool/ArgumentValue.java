package com.hiremebahamas.tidepool;

import static java.time.ZoneOffset.UTC;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The special values of every class that an argument may be of.
///
/// @param type of the column in PostgreSQL
/// @param read what is read back
record ArgumentValue<T>(String type, Class<T> of, T value, T read) {

    /// Its constants are of two classes, and have a text of their own.
    enum Word {
        PLAIN,
        WITH_BODY {
            @Override
            public String toString() {
                return "Not its name";
            }
        }
    }

    private static final String HARD = " tab\t \"quoted\" back\\slash, 🏝\r\n";
    private static final List<Float> FLOATS = List.of(
            Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f);
    private static final List<Double> DOUBLES = List.of(
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.1);
    private static final List<BigDecimal> DECIMALS = Stream.of(
                    "0", "0.00", "-12.50", "1E-30", "1E-16383", "123456789012345678901234567890.123456789")
            .map(BigDecimal::new)
            .toList();

    /// 4713 BC in the documentation, by the Julian calendar.
    private static final LocalDate FIRST_DAY = LocalDate.of(-4713, 11, 24);
    private static final LocalDate LEAP_DAY_BC = LocalDate.of(-4, 2, 29);
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.MIN,
            FIRST_DAY,
            LEAP_DAY_BC,
            LocalDate.of(0, 12, 31),
            LocalDate.of(1, 1, 1),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(10000, 1, 1),
            LocalDate.of(5874897, 12, 31),
            LocalDate.MAX);
    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.MIN,
            FIRST_DAY.atStartOfDay(),
            LEAP_DAY_BC.atTime(23, 59, 59, 1000),
            LocalDateTime.of(0, 12, 31, 23, 59),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(1582, 10, 10, 1, 2, 3, 4000),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(10000, 1, 1, 0, 0),
            LocalDateTime.parse("+294276-12-31T23:59:59.999999"),
            LocalDateTime.MAX);
    private static final LocalDateTime FINE = LocalDateTime.parse("2026-07-10T12:00:00.999999999");
    private static final LocalDateTime CUT = LocalDateTime.parse("2026-07-10T12:00:00.999999");
    private static final LocalDateTime FINE_BC = LocalDateTime.parse("-0043-03-15T12:00:00.000000500");
    private static final LocalDateTime CUT_BC = LocalDateTime.parse("-0043-03-15T12:00");

    @Override
    public String toString() {
        return type + " from " + shown(value);
    }

    static Stream<ArgumentValue<?>> all() {
        return Stream.of(
                        same("text", String.class, List.of("", "NULL", "\\N", "{}", HARD)),
                        same("text", Word.class, List.of(Word.values())),
                        same("boolean", Boolean.class, List.of(true, false)),
                        same("smallint", Short.class, List.of(Short.MIN_VALUE, (short) 0, Short.MAX_VALUE)),
                        same("integer", Integer.class, List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE)),
                        same("bigint", Long.class, List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE)),
                        same("real", Float.class, FLOATS),
                        same("double precision", Double.class, DOUBLES),
                        same("numeric", Double.class, DOUBLES.subList(0, 3)),
                        same("numeric", BigDecimal.class, DECIMALS),
                        other("numeric", BigDecimal.class, new BigDecimal("1E+30"), BigDecimal.TEN.pow(30)),
                        same("numeric", BigInteger.class, List.of(BigInteger.ZERO, BigInteger.TWO.pow(1000))),
                        same("uuid", UUID.class, List.of(new UUID(0, 0), new UUID(-1, -1))),
                        same("bytea", byte[].class, List.of(new byte[0], new byte[] {0, '\\', -1})),
                        same("jsonb", JsonDocument.class, json("null", "{\"a\": [\"\\n\"]}")),
                        same("json", JsonDocument.class, json("{\"same\": 1}")),
                        ofTime())
                .flatMap(values -> values);
    }

    private static Stream<ArgumentValue<?>> ofTime() {
        var end = LocalTime.parse("23:59:59.999999");
        var there = CUT.atOffset(ZoneOffset.ofHours(-4));
        return Stream.of(
                        same("date", LocalDate.class, DAYS),
                        same("time", LocalTime.class, List.of(LocalTime.MIN, LocalTime.MAX, end)),
                        other("time", LocalTime.class, LocalTime.MAX.minusNanos(1), end),
                        same("timestamp", LocalDateTime.class, TIMES),
                        other("timestamp", LocalDateTime.class, FINE, CUT),
                        other("timestamp", LocalDateTime.class, FINE_BC, CUT_BC),
                        same(
                                "timestamptz",
                                OffsetDateTime.class,
                                TIMES.stream().map(ArgumentValue::inUtc).toList()),
                        other("timestamptz", OffsetDateTime.class, inUtc(FINE), inUtc(CUT)),
                        other("timestamptz", OffsetDateTime.class, there, inUtc(CUT.plusHours(4))),
                        same(
                                "timestamptz",
                                Instant.class,
                                TIMES.stream().map(ArgumentValue::instant).toList()),
                        other("timestamptz", Instant.class, instant(FINE_BC), instant(CUT_BC)),
                        other("timestamptz", Instant.class, OffsetDateTime.MAX.toInstant(), Instant.MAX),
                        other("timestamptz", Instant.class, OffsetDateTime.MIN.toInstant(), Instant.MIN))
                .flatMap(values -> values);
    }

    /// With the class, and the bytes of an array of them.
    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> "byte[] " + HexFormat.of().formatHex(bytes);
            case Enum<?> constant -> constant.name();
            case List<?> list ->
                list.stream().map(ArgumentValue::shown).toList().toString();
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static <T> Stream<ArgumentValue<?>> same(String type, Class<T> of, List<T> values) {
        return values.stream().map(value -> new ArgumentValue<>(type, of, value, value));
    }

    private static <T> Stream<ArgumentValue<?>> other(String type, Class<T> of, T value, T read) {
        return Stream.of(new ArgumentValue<>(type, of, value, read));
    }

    private static List<JsonDocument> json(String... texts) {
        return Stream.of(texts).map(JsonDocument::new).toList();
    }

    private static OffsetDateTime inUtc(LocalDateTime at) {
        if (at.equals(LocalDateTime.MAX)) return OffsetDateTime.MAX;
        return at.equals(LocalDateTime.MIN) ? OffsetDateTime.MIN : at.atOffset(UTC);
    }

    private static Instant instant(LocalDateTime at) {
        if (at.equals(LocalDateTime.MAX)) return Instant.MAX;
        return at.equals(LocalDateTime.MIN) ? Instant.MIN : at.toInstant(UTC);
    }
}
