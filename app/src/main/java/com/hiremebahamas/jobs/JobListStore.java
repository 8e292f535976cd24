package com.hiremebahamas.jobs;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.ServiceUnavailable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lists of the table `job`.
///
/// Statements are planned each time, with the arguments known. A condition that the search does not need is
/// left out: the server would plan it as well.
final class JobListStore {

    /// As many rows as are fetched and sorted in some ten milliseconds.
    private static final int FEW = 3000;

    /// As many rows as are searched without an index in some fifty milliseconds.
    private static final int RECENT = 2000;

    /// Of each kind, of the ten connections of the pool: the others are for reads that take a millisecond.
    private static final int MAX_SEARCHES = 3;

    /// A search that takes longer is not waited for.
    private static final Duration SEARCH_TIME = Duration.ofSeconds(1);

    /// As long as a request waits for a permit.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Tidepool tidepool;
    private final Semaphore searches;
    private final Semaphore searchesAmongNewest;
    private final Duration searchTime;
    private final DataLoader<JobSearch, JobList> lists = DataLoader.sameQuery(this::list);

    JobListStore(Tidepool tidepool) {
        this(tidepool, MAX_SEARCHES, SEARCH_TIME);
    }

    /// @param maxSearches how many searches of all jobs by words run at once
    /// @param searchTime  how long each may take, and wait for its turn
    JobListStore(Tidepool tidepool, int maxSearches, Duration searchTime) {
        this.tidepool = tidepool;
        this.searches = new Semaphore(maxSearches);
        this.searchesAmongNewest = new Semaphore(MAX_SEARCHES);
        this.searchTime = searchTime;
    }

    JobList search(JobSearch search) {
        return lists.load(search).orElseThrow();
    }

    List<Listing> postedBy(long account, Paging paging) {
        return newest(new Conditions("posted_by = ?", account), paging);
    }

    private JobList list(JobSearch search) {
        if (search.words().isEmpty()) return new JobList(search, newest(open(search), search.paging()), null);
        return matching(search).orElseGet(() -> matchingAmongNewest(search));
    }

    /// All open jobs with the words, newest first; empty when that takes the database too long, or when it
    /// searches for others.
    private Optional<JobList> matching(JobSearch search) {
        boolean permitted = false;
        try {
            permitted = searches.tryAcquire(Deadline.left(searchTime).toNanos(), TimeUnit.NANOSECONDS);
            if (!permitted) return Optional.empty();
            var rows = Deadline.within(searchTime, () -> matches(search));
            return Optional.of(new JobList(search, rows, null));
        } catch (DatabaseException e) {
            if (isShortOfTime(e.failure())) return Optional.empty();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (permitted) searches.release();
        }
    }

    private static boolean isShortOfTime(DatabaseFailure failure) {
        return failure instanceof DatabaseFailure.TimedOut || failure instanceof DatabaseFailure.NotReady;
    }

    /// Words of few jobs are found by their index, words of many among the newest jobs. The planner estimates
    /// which they are, and is far off for words that go together; so they are counted, as far as it matters.
    private List<Listing> matches(JobSearch search) {
        var conditions = open(search);
        conditions.and("search @@ search_words(?)", search.words());
        var ids = tidepool.list(
                """
                /* jobs.few */
                select id
                  from job
                 where %s
                 limit %s
                """.formatted(conditions.text, FEW), row -> row.getLong("id"), conditions.arguments.toArray());
        if (ids.size() == FEW) return newest(conditions, search.paging());
        return newest(new Conditions("id = any(?)", ids), search.paging());
    }

    /// The same among the newest jobs only, which takes a time that is known; the next page looks further.
    ///
    /// @throws Problem 503 when too many wait for it
    private JobList matchingAmongNewest(JobSearch search) {
        boolean permitted = false;
        try {
            permitted =
                    searchesAmongNewest.tryAcquire(Deadline.left(LONGEST_WAIT).toNanos(), TimeUnit.NANOSECONDS);
            if (!permitted) throw ServiceUnavailable.SEARCHES_BUSY.problem();
            return amongNewest(search);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceUnavailable.SEARCHES_BUSY.problem();
        } finally {
            if (permitted) searchesAmongNewest.release();
        }
    }

    private JobList amongNewest(JobSearch search) {
        var conditions = open(search);
        conditions.after(search.paging());
        var all = new ArrayList<>(conditions.arguments);
        all.add(search.words());
        var rows = tidepool.list(
                """
                /* jobs.amongNewest */
                with recent as materialized (
                    select id, %1$s, beginning, posted_at, closed_at, search
                      from job
                     where %2$s
                     order by posted_at desc, id desc
                     limit %3$s)
                select id, %1$s, beginning, posted_at, closed_at
                  from recent
                 where search @@ search_words(?)
                 order by posted_at desc, id desc
                 limit %4$s
                """.formatted(
                        JobStore.OFFER, conditions.text, RECENT, search.paging().fetch()),
                JobListStore::listing,
                all.toArray());
        return new JobList(search, rows, lastOfRecent(conditions));
    }

    /// Where the next page goes on; null when these were all.
    private @Nullable Cursor lastOfRecent(Conditions conditions) {
        return tidepool.one(
                        """
                        /* jobs.lastOfRecent */
                        select posted_at, id
                          from job
                         where %s
                         order by posted_at desc, id desc
                         limit 1
                        offset %s
                        """.formatted(conditions.text, RECENT - 1),
                        row -> new Cursor(Column.instant(row, "posted_at"), row.getLong("id")),
                        conditions.arguments.toArray())
                .orElse(null);
    }

    private static Conditions open(JobSearch search) {
        var conditions = new Conditions("closed_at is null");
        if (search.island() != null) conditions.and("island_code = ?", search.islandCode());
        return conditions;
    }

    private List<Listing> newest(Conditions conditions, Paging paging) {
        conditions.after(paging);
        return tidepool.list(
                """
                /* jobs.newest */
                select id, %s, beginning, posted_at, closed_at
                  from job
                 where %s
                 order by posted_at desc, id desc
                 limit %s
                """.formatted(JobStore.OFFER, conditions.text, paging.fetch()),
                JobListStore::listing,
                conditions.arguments.toArray());
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getLong("id"),
                JobStore.offer(row),
                Listing.summarize(row.getString("beginning")),
                Column.instant(row, "posted_at"),
                Column.instantOrNull(row, "closed_at"));
    }

    /// Conditions joined by `and`, with their arguments. The SQL is constant text of this file; user input is
    /// passed as arguments only.
    private static final class Conditions {
        private final StringBuilder text;
        private final List<Object> arguments = new ArrayList<>();

        Conditions(String first, Object... arguments) {
            this.text = new StringBuilder(first);
            Collections.addAll(this.arguments, arguments);
        }

        void and(String condition, Object... more) {
            text.append("\n   and ").append(condition);
            Collections.addAll(arguments, more);
        }

        void after(Paging paging) {
            var last = paging.after();
            if (last != null) and("(posted_at, id) < (?, ?)", last.at(), last.id());
        }
    }
}
