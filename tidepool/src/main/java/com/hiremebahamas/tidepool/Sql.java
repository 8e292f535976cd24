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
/// Arguments may be these, in a statement, a batch and `COPY` alike; [Column] reads each of them back:
///
/// | class | PostgreSQL | |
/// |---|---|---|
/// | null | | where nothing tells its type it needs a cast, as in `?::date is null` |
/// | `String` | `text` | with a cast every type, as in `?::inet` |
/// | enum | `text` | its name; for an enum of the database's own cast it, as in `?::mood` |
/// | `Boolean` | `boolean` | |
/// | `Short`, `Integer`, `Long` | `smallint`, `integer`, `bigint` | |
/// | `Float`, `Double` | `real`, `double precision` | with NaN and the infinities |
/// | `BigDecimal`, `BigInteger` | `numeric` | 1E+3 is read back as 1000 |
/// | `UUID`, `byte[]` | `uuid`, `bytea` | |
/// | `LocalDate` | `date` | its `MIN` and `MAX` are `-infinity` and `infinity` |
/// | `LocalTime` | `time` | its `MAX` is 24:00 |
/// | `LocalDateTime` | `timestamp` | as `LocalDate` |
/// | `Instant`, `OffsetDateTime` | `timestamptz` | as `LocalDate`; read back in UTC |
/// | [JsonDocument] | `json`, `jsonb` | |
/// | [Collection][java.util.Collection] of these, null among them | an array of the type | see below |
/// | [SqlArray] | an array of the type that it names | |
///
/// Nanoseconds are cut to microseconds, which PostgreSQL keeps. Years before 1 are years BC.
///
/// The elements of a collection are of one type; [JsonDocument]s are `jsonb`. One that is empty or holds
/// only null is passed without a type, and the server takes it from the column or the operator, as in
/// `id = any(?)`. [SqlArray] is for where nothing tells it, as in `unnest(?)`, for elements of different
/// classes, and for types of the database's own.
///
/// Anything else is an `IllegalArgumentException` before it is sent, which names the number of the
/// argument, its class and the remedy, and not its value: another class, a text with U+0000 or half of a
/// surrogate pair, more than 16383 digits after the point, an array in an array, more or fewer arguments
/// than the statement has `?`. A value beyond the range of its type, such as a day after 5874897-12-31, is
/// [DatabaseFailure.Rejected].
///
/// A program may implement it: around another `Sql`, to count or log its statements, or without a
/// database, for tests of code that takes an `Sql`.
public interface Sql {

    /// Reads one row at the cursor; must not move it. An `SQLException` it throws is treated as one of the
    /// statement; another exception reaches the caller.
    @FunctionalInterface
    interface RowReader<T extends @Nullable Object> {
        /// What the row is read as. Runs on the calling thread, once a row.
        T read(ResultSet row) throws SQLException;
    }

    /// All rows, in order. Bound the statement with `limit`.
    ///
    /// @return a new list, mutable, empty when there is no row; holds null where the reader returned it
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument cannot be passed
    /// @throws IllegalStateException    when the [Tidepool] is closed or the [Transaction] has ended, and on
    ///                                  a Tidepool within the work of one of its transactions
    <T extends @Nullable Object> List<T> list(String sql, RowReader<? extends T> reader, @Nullable Object... arguments);

    /// The only row.
    ///
    /// @return empty when there is no row, and when the reader returned null, as for `select max(day)` of no rows
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument cannot be passed
    /// @throws IllegalStateException    when there is more than one row, the [Tidepool] is closed or the
    ///                                  [Transaction] has ended, and on a Tidepool within the work of one of
    ///                                  its transactions
    <T> Optional<T> one(String sql, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments);

    /// Runs a statement; rows that it returns are not read.
    ///
    /// @return how many rows were inserted, changed or deleted, by all statements of the text; 0 for those of
    ///         another kind, `call` and `select` included
    /// @throws DatabaseException        when the database is the reason
    /// @throws IllegalArgumentException when a pooler forbids the statement or an argument cannot be passed
    /// @throws IllegalStateException    when the [Tidepool] is closed or the [Transaction] has ended, and on
    ///                                  a Tidepool within the work of one of its transactions
    int update(String sql, @Nullable Object... arguments);
}
