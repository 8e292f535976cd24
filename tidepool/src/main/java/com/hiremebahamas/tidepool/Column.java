package com.hiremebahamas.tidepool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads columns of the row at the cursor as the classes that [Sql] lists; what is read can be an argument again. Does
/// not block, but for an array of a type of the database's own: each connection looks such a type up once.
///
/// A class reads the type that it becomes as an argument. A `String` reads any type; a `Double` or `Float` reads
/// every number, and so NaN and the infinities of `numeric`; an enum reads a text that is one of its names. Times of
/// day up to 24:00, which is `LocalTime.MAX`, `infinity` and `-infinity` are as [Sql] says.
///
/// Every method throws `SQLException` when there is no such column, it is of another type or its value is none of
/// the class, and `IllegalArgumentException` for a class that [Sql] does not list.
public final class Column {

    /// SQLSTATE "data exception".
    private static final String DATA_EXCEPTION = "22000";

    /// SQLSTATE "restricted data type attribute violation", which drivers use for a column of another type.
    private static final String WRONG_TYPE = "07006";

    private Column() {}

    /// The value of a column that is never null.
    ///
    /// @throws SQLException of state 22004 when it is
    public static <T> T value(ResultSet row, String name, Class<T> type) throws SQLException {
        return present(valueOrNull(row, name, type), name);
    }

    /// The value of a column; null when the column is.
    public static <T> @Nullable T valueOrNull(ResultSet row, String name, Class<T> type) throws SQLException {
        return read(row, row.findColumn(name), type);
    }

    /// A `timestamptz`; null when the column is.
    public static @Nullable Instant instantOrNull(ResultSet row, String name) throws SQLException {
        return valueOrNull(row, name, Instant.class);
    }

    /// A `timestamptz` of a column that is never null.
    ///
    /// @throws SQLException of state 22004 when it is
    public static Instant instant(ResultSet row, String name) throws SQLException {
        return value(row, name, Instant.class);
    }

    /// The document of a `json` or `jsonb` column that is never null.
    ///
    /// @throws SQLException of state 22004 when it is
    public static JsonDocument json(ResultSet row, String name) throws SQLException {
        return value(row, name, JsonDocument.class);
    }

    /// The elements of an array in order.
    ///
    /// @param type of an element; an array of arrays is of another type
    /// @return an immutable list, with null for null elements; empty when the column is null
    public static <T> List<T> list(ResultSet row, String name, Class<T> type) throws SQLException {
        int at = row.findColumn(name);
        refuseUnless(row.getMetaData().getColumnType(at) == Types.ARRAY, name, "is no array");
        var array = row.getArray(at);
        return array == null ? List.of() : elements(array.getResultSet(), name, type);
    }

    /// @param rows of two columns, index and value
    private static <T> List<T> elements(ResultSet rows, String name, Class<T> type) throws SQLException {
        try (var _ = rows.getStatement()) {
            refuseUnless(rows.getMetaData().getColumnType(2) != Types.ARRAY, name, "is an array of arrays");
            var elements = new ArrayList<@Nullable T>();
            while (rows.next()) elements.add(read(rows, 2, type));
            return Collections.unmodifiableList(elements);
        }
    }

    private static <T> @Nullable T read(ResultSet row, int at, Class<T> type) throws SQLException {
        if (type.isEnum()) return constant(row.getString(at), type);
        var known = ArgumentType.of(type);
        if (known == null) throw new IllegalArgumentException("A column cannot be read as a " + type.getName());
        try {
            return known.reader().read(row, at);
        } catch (ArithmeticException | ClassCastException | DateTimeException | NumberFormatException e) {
            throw noValueOf(type, e);
        }
    }

    private static <T> @Nullable T constant(@Nullable String name, Class<T> type) throws SQLException {
        if (name == null) return null;
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) return constant;
        }
        throw noValueOf(type, null);
    }

    private static SQLException noValueOf(Class<?> type, @Nullable Exception cause) {
        return new SQLException("A column holds what is no " + type.getName(), DATA_EXCEPTION, cause);
    }

    private static void refuseUnless(boolean holds, String name, String otherwise) throws SQLException {
        if (!holds) throw new SQLException("The column " + name + " " + otherwise, WRONG_TYPE);
    }

    private static <T> T present(@Nullable T value, String name) throws SQLException {
        if (value == null) throw new SQLException("The column " + name + " is null", "22004");
        return value;
    }
}
