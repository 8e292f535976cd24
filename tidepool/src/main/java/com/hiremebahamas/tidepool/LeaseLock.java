package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.util.Optional;

/// Mutual exclusion that outlives a transaction, behind any pooler: a row with a holder and an end.
///
/// The table is the program's own, and has one row for each name:
/// ```sql
/// create table lease (
///     name text primary key, holder text not null, term bigint not null, ends timestamptz not null)
/// ```
/// For what fits into one transaction use [Transaction#tryLock(String)], which needs no table and ends by itself.
/// Times are the server's, so the clocks of the holders do not matter. Every method is one statement: it blocks and
/// throws as [Sql#update] does. As safe on any thread as the [Sql] it uses.
public final class LeaseLock {

    /// A lease that was taken.
    ///
    /// @param term counts how often the lease of this name was taken: a resource that remembers the highest term it
    ///             has seen can refuse a holder that was suspended past its end
    public record Held(String name, long term) {}

    private final Sql sql;
    private final String table;
    private final String holder;

    /// Does not block; the table need not exist yet.
    ///
    /// @param table  its name, as in statements; part of the statement, so never from outside
    /// @param holder identifies this instance among those that share the table
    public LeaseLock(Sql sql, String table, String holder) {
        this.sql = sql;
        this.table = table;
        this.holder = holder;
    }

    /// Takes the lease of a name for a while. The holder of the lease takes it again under a new term, so that a
    /// call whose answer was lost may be repeated.
    ///
    /// @return empty while another holder has it
    public Optional<Held> take(String name, Duration time) {
        return sql.one("""
                insert into %1$s (name, holder, term, ends)
                values (?, ?, 1, now() + make_interval(secs => ?))
                    on conflict (name) do update
                   set holder = excluded.holder, term = %1$s.term + 1, ends = excluded.ends
                 where %1$s.ends <= now() or %1$s.holder = excluded.holder
                returning term
                """.formatted(table), row -> new Held(name, row.getLong("term")), name, holder, seconds(time));
    }

    /// Extends a lease to this long from now.
    ///
    /// @return false when its end has passed or it was taken again since; it must not be relied on then
    public boolean renew(Held held, Duration time) {
        return sql.update("""
                update %s
                   set ends = now() + make_interval(secs => ?)
                 where name = ?
                   and holder = ?
                   and term = ?
                   and ends > now()
                """.formatted(table), seconds(time), held.name(), holder, held.term()) == 1;
    }

    /// Ends a lease, so that another holder can take it at once; does nothing when it was taken again since.
    public void release(Held held) {
        sql.update("""
                update %s
                   set ends = now()
                 where name = ?
                   and holder = ?
                   and term = ?
                """.formatted(table), held.name(), holder, held.term());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
