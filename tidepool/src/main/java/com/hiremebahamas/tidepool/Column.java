package com.hiremebahamas.tidepool;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what JDBC makes long-winded from the row at the cursor. Blocks for nothing: the row is there already.
public final class Column {

    private Column() {}

    /// A `timestamptz`, null where the column is.
    public static @Nullable Instant instantOrNull(ResultSet row, String name) throws SQLException {
        var at = row.getObject(name, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// A `timestamptz` of a column that is never null.
    public static Instant instant(ResultSet row, String name) throws SQLException {
        return present(instantOrNull(row, name), name);
    }

    /// An array's elements in order, an empty list where the column is null.
    ///
    /// @param type of an element as the driver reads it: `String`, `Long`, `Integer`, `UUID` …
    /// @throws ClassCastException when an element is of another type
    public static <T> List<T> list(ResultSet row, String name, Class<T> type) throws SQLException {
        Array array = row.getArray(name);
        if (array == null) return List.of();
        return Arrays.stream((Object[]) array.getArray()).map(type::cast).toList();
    }

    /// The text of a `json` or `jsonb` column that is never null.
    public static Json json(ResultSet row, String name) throws SQLException {
        return new Json(present(row.getString(name), name));
    }

    private static <T> T present(@Nullable T value, String name) throws SQLException {
        if (value == null) throw new SQLException("The column " + name + " is null", "22004");
        return value;
    }
}
