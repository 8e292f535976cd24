package com.hiremebahamas.tidepool;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Hands arguments to the driver, and writes them as the text that PostgreSQL reads.
final class Arguments {

    /// What the elements of a plain collection are to the server.
    private static final Map<Class<?>, String> ELEMENT_TYPES = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Boolean.class, "bool"),
            Map.entry(Short.class, "int2"),
            Map.entry(Integer.class, "int4"),
            Map.entry(Long.class, "int8"),
            Map.entry(Float.class, "float4"),
            Map.entry(Double.class, "float8"),
            Map.entry(BigDecimal.class, "numeric"),
            Map.entry(BigInteger.class, "numeric"),
            Map.entry(UUID.class, "uuid"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(LocalTime.class, "time"),
            Map.entry(LocalDateTime.class, "timestamp"),
            Map.entry(Instant.class, "timestamptz"),
            Map.entry(OffsetDateTime.class, "timestamptz"),
            Map.entry(byte[].class, "bytea"),
            Map.entry(JsonDocument.class, "jsonb"));

    private Arguments() {}

    /// @throws IllegalArgumentException naming the remedy, when the elements of a collection have no common type
    static void bindAll(Connection connection, PreparedStatement statement, @Nullable Object... arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) bind(connection, statement, i + 1, arguments[i]);
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case Instant instant -> statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case JsonDocument(var text) -> statement.setObject(at, text, Types.OTHER);
            case Enum<?> constant -> statement.setString(at, constant.name());
            case SqlArray(var type, var elements) ->
                statement.setArray(at, connection.createArrayOf(type, texts(elements)));
            case Collection<?> elements -> {
                var type = elementType(elements);
                if (type.isPresent()) {
                    statement.setArray(at, connection.createArrayOf(type.get(), texts(elements)));
                } else {
                    // Untyped, so that the server takes the type from the column or the operator.
                    statement.setObject(at, array(elements), Types.OTHER);
                }
            }
            case null, default -> statement.setObject(at, argument);
        }
    }

    /// Empty when there is no element that has one.
    private static Optional<String> elementType(Collection<? extends @Nullable Object> elements) {
        var type = Optional.<String>empty();
        for (var element : elements) {
            if (element == null) continue;
            var own = Optional.of(elementType(element));
            if (type.isPresent() && !type.equals(own)) {
                throw new IllegalArgumentException("The elements of a collection are " + type.get() + " and "
                        + own.get() + ": make them of one class, or name their type with new SqlArray(type, elements)");
            }
            type = own;
        }
        return type;
    }

    private static String elementType(Object element) {
        if (element instanceof Enum<?>) return "text";
        var type = ELEMENT_TYPES.get(element.getClass());
        if (type != null) return type;
        throw new IllegalArgumentException("The type of an array of "
                + element.getClass().getName() + " is not known: name it with new SqlArray(type, elements)");
    }

    private static @Nullable String[] texts(Collection<? extends @Nullable Object> elements) {
        return elements.stream()
                .map(element -> element == null ? null : elementText(element))
                .toArray(String[]::new);
    }

    /// A value as `COPY` and array literals take it, not yet escaped.
    static String text(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case JsonDocument(var text) -> text;
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case SqlArray typed -> array(typed.elements());
            case Collection<?> elements -> array(elements);
            default -> value.toString();
        };
    }

    /// Elements are quoted whether they need to be or not. (PostgreSQL, "Array Input and Output Syntax".)
    private static String array(Collection<? extends @Nullable Object> elements) {
        return elements.stream().map(Arguments::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(@Nullable Object element) {
        if (element == null) return "NULL";
        return '"' + elementText(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String elementText(Object element) {
        if (element instanceof Collection<?> || element instanceof SqlArray) {
            throw new IllegalArgumentException(
                    "An array inside an array cannot be passed: pass its literal as a String, and cast it");
        }
        return text(element);
    }
}
