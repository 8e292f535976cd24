package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import com.hiremebahamas.web.Paging;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The table `job`. All SQL of this feature is here and in [JobListStore].
public final class JobStore {

    /// The columns of an [Offer].
    static final String OFFER = "title, employer, island_code, employment_type, pay_min, pay_max, pay_period";

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
    private final JobListStore lists;
    private final DataLoader<Long, Job> jobs = DataLoader.byKey(this::jobs, Job::id);

    public JobStore(Tidepool tidepool) {
        this.tidepool = tidepool;
        this.lists = new JobListStore(tidepool);
    }

    /// A page of open jobs, newest first. Concurrent callers with equal searches get one list from one
    /// statement, which starts after the last of them called.
    JobList search(JobSearch search) {
        return lists.search(search);
    }

    /// The jobs that an account has posted, newest first, closed ones too; one more than a page has.
    List<Listing> postedBy(long account, Paging paging) {
        return lists.postedBy(account, paging);
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

    /// Makes all jobs of the account that posted the newest one those of another account. Changes nothing when
    /// there is no job.
    public void reassignJobsOfNewestPoster(Sql sql, long account) {
        sql.update("""
                /* jobs.reassignJobsOfNewestPoster */
                update job
                   set posted_by = ?
                 where posted_by = (select posted_by from job order by posted_at desc, id desc limit 1)
                """, account);
    }

    /// Updates the planner's statistics, which take the table for empty until autovacuum has seen a bulk
    /// insert.
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
                decimal(offer.pay().min()),
                decimal(offer.pay().max()),
                offer.pay().period(),
                advert.description(),
                advert.howToApply()));
    }

    private static BigDecimal decimal(Amount amount) {
        return BigDecimal.valueOf(amount.cents(), 2);
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getLong("posted_by"),
                new Advert(offer(row), row.getString("description"), row.getString("how_to_apply")),
                Column.instant(row, "posted_at"),
                Column.instantOrNull(row, "closed_at"));
    }

    static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("title"),
                row.getString("employer"),
                island(row.getString("island_code")),
                EmploymentType.valueOf(row.getString("employment_type")),
                new Pay(
                        Amount.ofDecimal(row.getString("pay_min")),
                        Amount.ofDecimal(row.getString("pay_max")),
                        PayPeriod.valueOf(row.getString("pay_period"))));
    }

    private static Island island(String code) {
        return Island.of(code).orElseThrow(() -> new IllegalStateException("The table has an unknown island: " + code));
    }
}
