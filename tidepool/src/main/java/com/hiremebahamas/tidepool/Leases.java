package com.hiremebahamas.tidepool;

import java.time.Duration;
import java.util.Optional;

/// Mutual exclusion that outlives a transaction, behind any pooler: a row with a holder and an end.
///
/// The table is the program's own, and stays as small as there are names:
/// ```sql
/// create table lease (
///     name text primary key, holder text not null, term bigint not null, ends timestamptz not null)
/// ```
/// For what fits into one transaction use [Transaction#tryLock(String)], which needs no table and ends by
/// itself. Time is the server's, so the clocks of the holders do not matter. Safe on any thread; every method
/// is one statement that blocks, and throws [DatabaseException] as [Sql#update] does.
public final class Leases {

    /// A lease that was taken.
    ///
    /// @param term counts how often the name has changed hands: a resource that remembers the highest one it
    ///             has seen can turn away a holder that slept past its end
    public record Held(String name, long term) {}

    private final Sql sql;
    private final String table;
    private final String holder;

    /// @param table  its name, as it stands in statements
    /// @param holder who takes leases here, such as an instance's number: nobody else's
    public Leases(Sql sql, String table, String holder) {
        this.sql = sql;
        this.table = table;
        this.holder = holder;
    }

    /// Takes a name for a while; empty while somebody else holds it. Whoever holds it already takes it anew, so that
    /// an answer that was lost may be asked for again.
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

    /// Holds on to it from now on for this long; false when it has passed to somebody else or its end is over.
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

    /// Lets others have it at once; does nothing when it has passed to somebody else.
    public void giveBack(Held held) {
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
