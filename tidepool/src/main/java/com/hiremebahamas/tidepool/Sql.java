package com.hiremebahamas.tidepool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements with `?` for each argument: on [Tidepool] each in a transaction of its own, on a [Transaction]
/// together.
///
/// A failure tells the truth about a write: on a [Tidepool], what is not a plain `select` and returns rows runs
/// in a transaction that is undone when anything fails, a reader included, at the cost of a round trip for
/// COMMIT. A `select` is taken for a read. Where a function that it calls writes, run it by [#update] or within
/// [Tidepool#write]: a failure of its reader would not undo it, and a lost connection would be called
/// [DatabaseFailure.Unreachable].
///
/// Every method blocks until the server has answered, at most for what is left of the caller's [Deadline] and the
/// limits of [PoolSettings]. A [Tidepool] is safe on any thread; a [Transaction] belongs to the thread that runs
/// its unit of work.
///
/// Arguments may be
///
/// - null; a statement in which nothing tells its type needs a cast, as in `?::date is null`,
/// - `String`, `Boolean`, `Short`, `Integer`, `Long`, `Float`, `Double`, `BigDecimal`, `BigInteger`, `UUID`,
///   `byte[]`,
/// - `Instant` and `OffsetDateTime` (`timestamptz`), `LocalDateTime` (`timestamp`), `LocalDate`, `LocalTime`,
/// - enums, as text by their names; for an enum of the database's own cast it, as in `?::mood`,
/// - [JsonDocument], for `json` and `jsonb`,
/// - a [Collection][java.util.Collection] of these, null among them, as an array. Elements of one class give it
///   their type. One that is empty or holds only null is passed without a type, and the server takes it from the
///   column or the operator, as in `id = any(?)`,
/// - [SqlArray] where nothing tells the type of an empty collection, as in `unnest(?)`, where elements are of
///   different classes, and for types of the database's own.
///
/// Anything else is handed to the driver's `setObject`, and to `COPY` as its `toString`.
public sealed interface Sql permits Tidepool, Transaction {

    /// Reads one row at the cursor; must not move it. An `SQLException` it throws is treated as one of the
    /// statement; another exception reaches the caller.
    @FunctionalInterface
    interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /// All rows, in order. Bound the statement with `limit`.
    ///
    /// @return a new list, mutable, empty when there is no row; holds null where the reader returned it
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument is of no known type
    /// @throws IllegalStateException    when the [Tidepool] is closed or the [Transaction] has ended, and on
    ///                                  a Tidepool within the work of one of its transactions
    <T extends @Nullable Object> List<T> list(String sql, RowReader<? extends T> reader, @Nullable Object... arguments);

    /// The only row.
    ///
    /// @return empty when there is no row, and when the reader returned null, as for `select max(day)` of no rows
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument is of no known type
    /// @throws IllegalStateException    when there is more than one row, the [Tidepool] is closed or the
    ///                                  [Transaction] has ended, and on a Tidepool within the work of one of
    ///                                  its transactions
    <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments);

    /// Runs a statement; rows that it returns are not read.
    ///
    /// @return how many rows were inserted, changed or deleted, by all statements of the text; 0 for those of
    ///         another kind, `call` and `select` included
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument is of no known type
    /// @throws IllegalStateException    when the [Tidepool] is closed or the [Transaction] has ended, and on
    ///                                  a Tidepool within the work of one of its transactions
    int update(String sql, @Nullable Object... arguments);
}
