package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.text.TimeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// A class that an argument may be of: one row of the table by which arguments are bound, written into arrays and
/// `COPY`, and read back.
///
/// @param name   of the type in PostgreSQL that an array of them has
/// @param binder passes the value to the driver: what the server gets is what the text says
/// @param text   in which PostgreSQL reads the value, not yet escaped; throws `IllegalArgumentException` with the
///               reason where there is none
/// @param reader of a column of that type; null when the column is
record ArgumentType<T>(Class<T> of, String name, Binder<T> binder, Function<T, String> text, Reader<T> reader) {

    interface Binder<T> {
        void bind(PreparedStatement statement, int at, T value) throws SQLException;
    }

    interface Reader<T> {
        @Nullable
        T read(ResultSet row, int at) throws SQLException;
    }

    /// Digits after the point of a `numeric`; the server rounds more of them away. (PostgreSQL, "Numeric Types".)
    private static final int LARGEST_SCALE = 16383;

    private static final Map<Class<?>, ArgumentType<?>> ALL = Stream.of(
                    ofDriver(String.class, "text")
                            .boundBy((statement, at, value) -> statement.setString(at, storable(value)))
                            .writtenAs(ArgumentType::storable)
                            .readBy(ResultSet::getString),
                    ofDriver(Boolean.class, "bool"),
                    ofDriver(Short.class, "int2"),
                    ofDriver(Integer.class, "int4"),
                    ofDriver(Long.class, "int8"),
                    // These read a numeric, too, whose NaN and infinity are no BigDecimal.
                    ofDriver(Float.class, "float4").readBy((row, at) -> orNull(row, row.getFloat(at))),
                    ofDriver(Double.class, "float8").readBy((row, at) -> orNull(row, row.getDouble(at))),
                    ofText(BigDecimal.class, "numeric", ArgumentType::decimal),
                    ofText(BigInteger.class, "numeric", BigInteger::toString).readBy(ArgumentType::integer),
                    ofDriver(UUID.class, "uuid"),
                    ofDriver(byte[].class, "bytea")
                            .writtenAs(bytes -> "\\x" + HexFormat.of().formatHex(bytes)),
                    ofText(LocalDate.class, "date", TimeText::of).readBy(time(LocalDate.class, TimeText::date)),
                    ofText(LocalTime.class, "time", TimeText::of),
                    ofText(LocalDateTime.class, "timestamp", TimeText::of)
                            .readBy(time(LocalDateTime.class, TimeText::timestamp)),
                    ofText(OffsetDateTime.class, "timestamptz", TimeText::of).readBy(ArgumentType::offsetDateTime),
                    ofText(Instant.class, "timestamptz", TimeText::of).readBy(ArgumentType::instant),
                    ofText(JsonDocument.class, "jsonb", (JsonDocument json) -> storable(json.text()))
                            // Untyped: the column may be of type json or jsonb.
                            .boundBy((statement, at, json) ->
                                    statement.setObject(at, storable(json.text()), Types.OTHER))
                            .readBy((row, at) -> json(row.getString(at))))
            .collect(Collectors.toUnmodifiableMap(ArgumentType::of, type -> type));

    /// Null for a class that is not in the table; enums are not.
    @SuppressWarnings("unchecked") // the table is keyed by the class
    static <T> @Nullable ArgumentType<T> of(Class<T> type) {
        return (ArgumentType<T>) ALL.get(type);
    }

    /// A text that PostgreSQL can store: the driver would send a question mark for half a surrogate pair.
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) throw new IllegalArgumentException("it has the character U+0000: remove it");
            if (!Character.isSurrogate(c)) continue;
            if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(++i) : 0))
                throw new IllegalArgumentException("it has half of a surrogate pair: remove it");
        }
        return text;
    }

    private static <T> ArgumentType<T> ofDriver(Class<T> type, String name) {
        return new ArgumentType<>(
                type, name, PreparedStatement::setObject, Object::toString, (row, at) -> row.getObject(at, type));
    }

    private static <T> ArgumentType<T> ofText(Class<T> type, String name, Function<T, String> text) {
        Binder<T> typed = (statement, at, value) -> {
            var parameter = new PGobject();
            parameter.setType(name);
            parameter.setValue(text.apply(value));
            statement.setObject(at, parameter);
        };
        return ofDriver(type, name).boundBy(typed).writtenAs(text);
    }

    private ArgumentType<T> boundBy(Binder<T> other) {
        return new ArgumentType<>(of, name, other, text, reader);
    }

    private ArgumentType<T> writtenAs(Function<T, String> other) {
        return new ArgumentType<>(of, name, binder, other, reader);
    }

    private ArgumentType<T> readBy(Reader<T> other) {
        return new ArgumentType<>(of, name, binder, text, other);
    }

    private static String decimal(BigDecimal value) {
        if (value.scale() <= LARGEST_SCALE) return value.toString();
        throw new IllegalArgumentException(
                "it has more than " + LARGEST_SCALE + " digits after the point, which PostgreSQL keeps: round it");
    }

    private static @Nullable BigInteger integer(ResultSet row, int at) throws SQLException {
        var value = row.getObject(at, BigDecimal.class);
        return value == null ? null : value.toBigIntegerExact();
    }

    private static @Nullable OffsetDateTime offsetDateTime(ResultSet row, int at) throws SQLException {
        return time(OffsetDateTime.class, TimeText::timestamptz).read(row, at);
    }

    private static @Nullable Instant instant(ResultSet row, int at) throws SQLException {
        var value = offsetDateTime(row, at);
        if (value == null) return null;
        if (value.equals(OffsetDateTime.MAX)) return Instant.MAX;
        return value.equals(OffsetDateTime.MIN) ? Instant.MIN : value.toInstant();
    }

    /// pgjdbc 42.7.14 takes the day of a text before the era, and fails on 29 February of a leap year BC.
    private static <T> Reader<T> time(Class<T> type, Function<String, T> parser) {
        return (row, at) -> {
            try {
                return row.getObject(at, type);
            } catch (DateTimeException e) {
                return parser.apply(row.getString(at));
            }
        };
    }

    private static @Nullable JsonDocument json(@Nullable String text) {
        return text == null ? null : new JsonDocument(text);
    }

    private static <T> @Nullable T orNull(ResultSet row, T value) throws SQLException {
        return row.wasNull() ? null : value;
    }
}
