package com.hiremebahamas.tidepool;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads columns of the row at the cursor that plain JDBC makes verbose. Does not block: the row is in memory.
/// Every method throws `SQLException` when there is no such column or it is of another type.
public final class Column {

    private Column() {}

    /// A `timestamptz`; null when the column is.
    public static @Nullable Instant instantOrNull(ResultSet row, String name) throws SQLException {
        var at = row.getObject(name, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// A `timestamptz` of a column that is never null.
    ///
    /// @throws SQLException of state 22004 when it is
    public static Instant instant(ResultSet row, String name) throws SQLException {
        return present(instantOrNull(row, name), name);
    }

    /// The elements of an array in order.
    ///
    /// @param type of an element as the driver reads it: `String`, `Long`, `Integer`, `UUID` …
    /// @return an immutable list, with null for null elements; empty when the column is null
    /// @throws ClassCastException when an element is of another type
    public static <T> List<T> list(ResultSet row, String name, Class<T> type) throws SQLException {
        Array array = row.getArray(name);
        if (array == null) return List.of();
        return Arrays.stream((Object[]) array.getArray()).map(type::cast).toList();
    }

    /// The document of a `json` or `jsonb` column that is never null.
    ///
    /// @throws SQLException of state 22004 when it is
    public static JsonDocument json(ResultSet row, String name) throws SQLException {
        return new JsonDocument(present(row.getString(name), name));
    }

    private static <T> T present(@Nullable T value, String name) throws SQLException {
        if (value == null) throw new SQLException("The column " + name + " is null", "22004");
        return value;
    }
}
