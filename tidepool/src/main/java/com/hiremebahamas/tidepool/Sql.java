package com.hiremebahamas.tidepool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements with `?` for each argument, on [Tidepool] each in its own, inside a [Transaction] together.
///
/// Arguments may be null, String, Boolean, numbers, `UUID`, `Instant`, `LocalDate`, `byte[]`, enums (by name) and
/// collections (as arrays). All methods block, are safe on any thread and throw [DatabaseException] only.
public sealed interface Sql permits Tidepool, Transaction {

    /// Reads one row at the cursor; must not move it.
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// All rows, in order. Bound the statement with `limit`.
    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments);

    /// The only row, or empty. More than one is an `IllegalStateException`.
    <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments);

    /// How many rows were inserted, changed or deleted.
    int update(String sql, @Nullable Object... arguments);
}
