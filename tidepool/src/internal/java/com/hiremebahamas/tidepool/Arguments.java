package com.hiremebahamas.tidepool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// Hands arguments to the driver, and writes them as the text that PostgreSQL reads. What no argument can be is an
/// `IllegalArgumentException` that names its number, its class and the remedy, and never its value.
final class Arguments {

    /// SQLSTATE "undefined object".
    private static final String NO_SUCH_TYPE = "42704";

    private static final Map<Class<?>, String> REMEDIES = Map.ofEntries(
            Map.entry(Byte.class, "make it a Short"),
            Map.entry(Character.class, "make it a String"),
            Map.entry(Optional.class, "pass what it holds, or null"),
            Map.entry(ZonedDateTime.class, "PostgreSQL keeps no zone: pass its toInstant()"),
            Map.entry(OffsetTime.class, "pass a LocalTime"),
            Map.entry(Duration.class, "pass its toString() and cast it, as in ?::interval"),
            Map.entry(Period.class, "pass its toString() and cast it, as in ?::interval"),
            Map.entry(Year.class, "pass its getValue()"),
            Map.entry(YearMonth.class, "pass its atDay(1)"),
            Map.entry(java.util.Date.class, "pass its toInstant()"),
            Map.entry(java.sql.Timestamp.class, "pass its toInstant() or toLocalDateTime()"),
            Map.entry(java.sql.Date.class, "pass its toLocalDate()"),
            Map.entry(java.sql.Time.class, "pass its toLocalTime()"));

    private Arguments() {}

    /// @param placeholders how many arguments the statement takes
    static void bindAll(
            Connection connection, PreparedStatement statement, int placeholders, @Nullable Object... arguments)
            throws SQLException {
        refuseUnlessEqual(placeholders, arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            try {
                bind(connection, statement, i + 1, arguments[i]);
            } catch (IllegalArgumentException e) {
                throw refused("Argument " + (i + 1), arguments[i], e);
            }
        }
    }

    private static void refuseUnlessEqual(int placeholders, int arguments) {
        if (arguments == placeholders) return;
        throw new IllegalArgumentException("The statement has " + placeholders + " placeholders (?), and " + arguments
                + " arguments were passed: pass one for each");
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case null -> statement.setObject(at, null);
            case Enum<?> constant -> statement.setString(at, ArgumentType.storable(constant.name()));
            case SqlArray(var type, var elements) -> bindArray(connection, statement, at, type, elements);
            case Collection<?> elements -> {
                var type = elementType(elements);
                if (type.isPresent()) bindArray(connection, statement, at, type.get(), elements);
                // Untyped, so that the server takes the type from the column or the operator.
                else statement.setObject(at, array(elements), Types.OTHER);
            }
            default -> bind(typeOf(argument), statement, at, argument);
        }
    }

    private static <T> void bind(ArgumentType<T> type, PreparedStatement statement, int at, Object argument)
            throws SQLException {
        type.binder().bind(statement, at, type.of().cast(argument));
    }

    private static void bindArray(
            Connection connection,
            PreparedStatement statement,
            int at,
            String type,
            Collection<? extends @Nullable Object> elements)
            throws SQLException {
        var texts = elements.stream()
                .map(element -> element == null ? null : elementText(element))
                .toArray(String[]::new);
        try {
            statement.setArray(at, connection.createArrayOf(ArgumentType.storable(type), texts));
        } catch (PSQLException e) {
            // The driver has asked the server for the type, and says so in words of its own.
            if (e.getServerErrorMessage() != null || !"42602".equals(e.getSQLState())) throw e;
            throw new SQLException("The server knows no type " + type + " for elements of an array", NO_SUCH_TYPE, e);
        }
    }

    /// Empty when there is no element that has one.
    private static Optional<String> elementType(Collection<? extends @Nullable Object> elements) {
        var type = Optional.<String>empty();
        for (var element : elements) {
            if (element == null) continue;
            var own = Optional.of(elementType(element));
            if (type.isPresent() && !type.equals(own)) {
                throw new IllegalArgumentException("its elements are " + type.get() + " and " + own.get()
                        + ": make them of one class, or name their type with new SqlArray(type, elements)");
            }
            type = own;
        }
        return type;
    }

    private static String elementType(Object element) {
        refuseArray(element);
        return element instanceof Enum<?> ? "text" : typeOf(element).name();
    }

    /// The values of a row as `COPY` takes them, not yet escaped.
    static List<@Nullable String> texts(List<?> row) {
        // An empty line is a row of one empty text to COPY.
        if (row.isEmpty()) throw new IllegalArgumentException("A row has no values: pass one for each column");
        var texts = new ArrayList<@Nullable String>(row.size());
        for (var value : row) {
            try {
                texts.add(value == null ? null : text(value));
            } catch (IllegalArgumentException e) {
                throw refused("Value " + (texts.size() + 1) + " of a row", value, e);
            }
        }
        return texts;
    }

    private static String text(Object value) {
        return switch (value) {
            case Enum<?> constant -> ArgumentType.storable(constant.name());
            case SqlArray typed -> array(typed.elements());
            case Collection<?> elements -> {
                var _ = elementType(elements);
                yield array(elements);
            }
            default -> text(typeOf(value), value);
        };
    }

    private static <T> String text(ArgumentType<T> type, Object value) {
        return type.text().apply(type.of().cast(value));
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
        refuseArray(element);
        return text(element);
    }

    private static void refuseArray(Object element) {
        if (element instanceof Collection<?> || element instanceof SqlArray)
            throw new IllegalArgumentException(
                    "an array inside an array cannot be passed: pass its literal as a String, and cast it");
    }

    private static ArgumentType<?> typeOf(Object value) {
        var type = ArgumentType.of(value.getClass());
        if (type != null) return type;
        throw new IllegalArgumentException(
                value.getClass().getName() + " is not supported: " + remedy(value.getClass()));
    }

    private static String remedy(Class<?> type) {
        if (type.isArray()) return "pass a List";
        return REMEDIES.getOrDefault(type, "pass its text as a String and cast it, as in ?::inet");
    }

    private static IllegalArgumentException refused(
            String which, @Nullable Object value, IllegalArgumentException reason) {
        var type = value == null ? "null" : value.getClass().getName();
        return new IllegalArgumentException(which + " (" + type + "): " + reason.getMessage(), reason);
    }
}
