package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables `task` and `daily_task`.
///
/// Each lease is a row's own statement, so it is safe behind a transaction pooler. All times are the program's, of
/// which tests have their own; the clocks of two instances may differ by much less than a lease.
final class TaskStore {

    /// A task that this instance may run until its lease ends.
    ///
    /// @param retryUntil  when its failures end in giving it up
    /// @param interrupted whether the instance that ran it before ended before the task did
    /// @param more        whether others were due at the same time
    record Leased(Task task, Instant retryUntil, boolean interrupted, boolean more) {}

    /// What an operator sees of a task: not its arguments, which may be personal.
    ///
    /// @param at when it is due, or was given up
    record Entry(long id, String kind, State state, int attempt, Instant at, String lastError) {}

    enum State {
        WAITING,
        RUNNING,
        GIVEN_UP;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Tidepool tidepool;

    TaskStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    void insert(Sql sql, String kind, Map<String, String> arguments, Instant now, Instant due, Instant retryUntil) {
        sql.update("""
                /* tasks.insert */
                insert into task (kind, arguments, created_at, due_at, retry_until)
                values (?, ?, ?, ?, ?)
                """, kind, flattened(arguments), now, due, retryUntil);
    }

    /// Leases the task that is due first, or none.
    Optional<Leased> lease(Collection<String> kinds, Instant now, Instant leaseEnd) {
        return tidepool.one("""
                /* tasks.lease */
                with due as (
                    select id, running
                      from task
                     where gave_up_at is null
                       and due_at <= ?
                       and kind = any(?)
                     order by due_at
                     limit 1
                       for update skip locked)
                update task
                   set attempt = attempt + 1, running = true, due_at = ?
                  from due
                 where task.id = due.id
                returning task.id, kind, arguments, attempt, created_at, retry_until, due.running as interrupted,
                          exists (
                              select 1
                                from task other
                               where other.gave_up_at is null
                                 and other.due_at <= ?
                                 and other.kind = any(?)
                                 and other.id <> task.id) as more
                """, TaskStore::leased, now, kinds, leaseEnd, now, kinds);
    }

    /// Also when another instance has taken the task over: its effect has happened.
    void delete(long id) {
        tidepool.update("/* tasks.delete */ delete from task where id = ?", id);
    }

    /// Changes nothing when another instance has taken the task over.
    void postpone(Task task, Instant due, String error) {
        tidepool.update("""
                /* tasks.postpone */
                update task
                   set running = false, due_at = ?, last_error = ?
                 where id = ?
                   and attempt = ?
                """, due, error, task.id(), task.attempt());
    }

    /// Changes nothing when another instance has taken the task over.
    void giveUp(Task task, Instant now, String error) {
        tidepool.update("""
                /* tasks.giveUp */
                update task
                   set running = false, gave_up_at = ?, last_error = ?
                 where id = ?
                   and attempt = ?
                """, now, error, task.id(), task.attempt());
    }

    /// When the next task is due that has not been given up; of one that runs, when its lease ends.
    Optional<Instant> nextDue(Collection<String> kinds) {
        return tidepool.one("""
                /* tasks.nextDue */
                select due_at
                  from task
                 where gave_up_at is null
                   and kind = any(?)
                 order by due_at
                 limit 1
                """, row -> Column.instant(row, "due_at"), kinds);
    }

    /// Whether the task of this kind, wanted once a day, was not submitted since then. It counts as submitted
    /// now.
    boolean claimDaily(Sql sql, String kind, Instant now, Instant since) {
        return sql.update("""
                /* tasks.claimDaily */
                insert into daily_task (kind, submitted_at)
                values (?, ?)
                    on conflict (kind) do update
                   set submitted_at = excluded.submitted_at
                 where daily_task.submitted_at <= ?
                """, kind, now, since) == 1;
    }

    /// Those given up first, then by when they are due.
    List<Entry> list(int limit) {
        return tidepool.list("""
                /* tasks.list */
                select id, kind, attempt, running, due_at, gave_up_at, last_error
                  from task
                 order by gave_up_at is null, coalesce(gave_up_at, due_at), id
                 limit ?
                """, TaskStore::entry, limit);
    }

    /// The kinds of waiting tasks that are none of these: no handler of this program runs them.
    List<String> unknownKinds(Collection<String> kinds) {
        return tidepool.list("""
                /* tasks.unknownKinds */
                select distinct kind
                  from task
                 where gave_up_at is null
                   and kind <> all(?)
                 order by kind
                """, row -> row.getString("kind"), kinds);
    }

    /// Lets a task that was given up run again. False when there is none of this id.
    boolean revive(long id, Instant now, Instant retryUntil) {
        return tidepool.update("""
                /* tasks.revive */
                update task
                   set gave_up_at = null, due_at = ?, retry_until = ?
                 where id = ?
                   and gave_up_at is not null
                """, now, retryUntil, id) == 1;
    }

    /// Deletes some of those that were given up before then.
    ///
    /// @return how many: fewer than the limit when none is left
    int deleteGivenUp(Instant before, int limit) {
        return tidepool.update("""
                /* tasks.deleteGivenUp */
                delete from task
                 where id in (
                       select id
                         from task
                        where gave_up_at < ?
                        limit ?
                          for update skip locked)
                """, before, limit);
    }

    private static Leased leased(ResultSet row) throws SQLException {
        var task = new Task(
                row.getLong("id"),
                row.getString("kind"),
                arguments((String[]) row.getArray("arguments").getArray()),
                row.getInt("attempt"),
                Column.instant(row, "created_at"));
        return new Leased(
                task, Column.instant(row, "retry_until"), row.getBoolean("interrupted"), row.getBoolean("more"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean givenUp = Column.instantOrNull(row, "gave_up_at") != null;
        var state = givenUp ? State.GIVEN_UP : row.getBoolean("running") ? State.RUNNING : State.WAITING;
        return new Entry(
                row.getLong("id"),
                row.getString("kind"),
                state,
                row.getInt("attempt"),
                Column.instant(row, givenUp ? "gave_up_at" : "due_at"),
                row.getString("last_error"));
    }

    private static List<String> flattened(Map<String, String> arguments) {
        var flat = new ArrayList<String>();
        arguments.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat;
    }

    private static Map<String, String> arguments(String[] flat) {
        var arguments = new HashMap<String, String>();
        for (int i = 0; i < flat.length; i += 2) arguments.put(flat[i], flat[i + 1]);
        return Map.copyOf(arguments);
    }
}
