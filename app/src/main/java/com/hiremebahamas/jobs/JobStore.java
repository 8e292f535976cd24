package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import com.hiremebahamas.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The table `job`. All SQL of this feature is here.
///
/// Statements are planned each time, with the arguments known. A condition that the search does not need is left out:
/// the server would plan it as well.
public final class JobStore {

    /// The columns of an [Offer].
    private static final String OFFER = "title, employer, island_code, employment_type, pay_min, pay_max, pay_period";

    /// The columns of an [Advert], in the order of [#values].
    private static final String ADVERT = OFFER + ", description, how_to_apply";

    private static final String INSERT = """
            /* jobs.insert */
            insert into job (posted_by, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning id, posted_at
            """.formatted(ADVERT);

    private static final String COPY_INTO = "job (posted_by, %s, posted_at, closed_at)".formatted(ADVERT);

    private static final String JOBS = """
            /* jobs.jobs */
            select id, posted_by, %s, posted_at, closed_at
              from job
             where id = any(?)
            """.formatted(ADVERT);

    /// A job to be inserted with given times.
    public record NewJob(
            long postedBy,
            Advert advert,
            Instant postedAt,
            @Nullable Instant closedAt) {}

    private final Tidepool tidepool;
    private final DataLoader<Long, Job> jobs = DataLoader.byKey(this::jobs, Job::id);
    private final DataLoader<JobSearch, JobList> lists = DataLoader.sameQuery(this::list);

    public JobStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// A page of open jobs, newest first. Concurrent callers with equal searches get one list from one statement, which
    /// starts after the last of them called.
    JobList search(JobSearch search) {
        return lists.load(search).orElseThrow();
    }

    private JobList list(JobSearch search) {
        var conditions = new Conditions("closed_at is null");
        if (!search.words().isEmpty()) conditions.and("search @@ search_words(?)", search.words());
        if (search.island() != null) conditions.and("island_code = ?", search.islandCode());
        return new JobList(search, newest(conditions, search.paging()));
    }

    /// The jobs that an account has posted, newest first, closed ones too; one more than a page has.
    List<Listing> postedBy(long account, Paging paging) {
        return newest(new Conditions("posted_by = ?", account), paging);
    }

    private List<Listing> newest(Conditions conditions, Paging paging) {
        var after = paging.after();
        if (after != null) conditions.and("(posted_at, id) < (?, ?)", after.at(), after.id());
        return tidepool.list(
                """
                /* jobs.newest */
                select id, %s, beginning, posted_at, closed_at
                  from job
                 where %s
                 order by posted_at desc, id desc
                 limit %d
                """.formatted(OFFER, conditions.text, paging.fetch()),
                JobStore::listing,
                conditions.arguments.toArray());
    }

    Optional<Job> job(long id) {
        return jobs.load(id);
    }

    private List<Job> jobs(Set<Long> ids) {
        return tidepool.list(JOBS, JobStore::job, ids);
    }

    /// Returns the job with the id and the time that the database assigned.
    Job insert(Sql transaction, long postedBy, Advert advert) {
        return transaction
                .one(
                        INSERT,
                        row -> new Job(row.getLong("id"), postedBy, advert, Column.instant(row, "posted_at"), null),
                        values(postedBy, advert).toArray())
                .orElseThrow();
    }

    /// Inserts many jobs by `COPY`; takes each as it is sent.
    ///
    /// @return how many jobs were inserted
    public long insertAll(Transaction transaction, Iterable<NewJob> jobs) {
        return transaction.copy(
                COPY_INTO,
                () -> StreamSupport.stream(jobs.spliterator(), false)
                        .<List<?>>map(JobStore::row)
                        .iterator());
    }

    /// Returns false when there is no such job, when it is someone else's, or when it was closed before.
    boolean close(long id, long postedBy) {
        return tidepool.update("""
                        /* jobs.close */
                        update job
                           set closed_at = now()
                         where id = ?
                           and posted_by = ?
                           and closed_at is null
                        """, id, postedBy) == 1;
    }

    /// Makes all jobs of the account that posted the newest one those of another account. Changes nothing when there is
    /// no job.
    public void reassignJobsOfNewestPoster(Sql sql, long account) {
        sql.update("""
                /* jobs.reassignJobsOfNewestPoster */
                update job
                   set posted_by = ?
                 where posted_by = (select posted_by from job order by posted_at desc, id desc limit 1)
                """, account);
    }

    /// Updates the planner's statistics, which take the table for empty until autovacuum has seen a bulk insert.
    public void analyze() {
        tidepool.update("analyze job");
    }

    /// The values of [#COPY_INTO].
    private static List<@Nullable Object> row(NewJob job) {
        var row = values(job.postedBy(), job.advert());
        row.add(job.postedAt());
        row.add(job.closedAt());
        return row;
    }

    private static List<@Nullable Object> values(long postedBy, Advert advert) {
        var offer = advert.offer();
        return new ArrayList<>(Arrays.asList(
                postedBy,
                offer.title(),
                offer.employer(),
                offer.island().code(),
                offer.type(),
                offer.pay().min(),
                offer.pay().max(),
                offer.pay().period(),
                advert.description(),
                advert.howToApply()));
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getLong("id"),
                offer(row),
                Listing.summarize(row.getString("beginning")),
                Column.instant(row, "posted_at"),
                Column.instantOrNull(row, "closed_at"));
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getLong("posted_by"),
                new Advert(offer(row), row.getString("description"), row.getString("how_to_apply")),
                Column.instant(row, "posted_at"),
                Column.instantOrNull(row, "closed_at"));
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("title"),
                row.getString("employer"),
                island(row.getString("island_code")),
                EmploymentType.valueOf(row.getString("employment_type")),
                new Pay(
                        row.getBigDecimal("pay_min"),
                        row.getBigDecimal("pay_max"),
                        PayPeriod.valueOf(row.getString("pay_period"))));
    }

    private static Island island(String code) {
        return Island.of(code).orElseThrow(() -> new IllegalStateException("The table has an unknown island: " + code));
    }

    /// Conditions joined by `and`, with their arguments. The SQL is constant text of this file; user input is passed as
    /// arguments only.
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
    }
}
