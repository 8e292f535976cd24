package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `job`. All SQL of this feature is here.
///
/// The statements run with unnamed plans, made when the arguments are known: `? = ''` costs nothing and the indexes
/// over open jobs are used with and without an island.
public final class JobStore {

    /// Above every job there will be.
    private static final Cursor TOP = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    private final Tidepool tidepool;

    public JobStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// Open jobs, newest first, one more than a page holds.
    List<Listing> find(JobSearch search) {
        return search.words().isEmpty() ? newest(search) : matching(search);
    }

    private List<Listing> newest(JobSearch search) {
        var after = after(search.paging());
        return tidepool.list(
                """
                /* jobs.newest */
                select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                       left(description, 400) as beginning, posted_at, closed_at
                  from job
                 where closed_at is null
                   and (? = '' or island_code = ?)
                   and (posted_at, id) < (?, ?)
                 order by posted_at desc, id desc
                 limit ?
                """,
                JobStore::listing,
                search.islandCode(),
                search.islandCode(),
                after.at(),
                after.id(),
                search.paging().fetch());
    }

    private List<Listing> matching(JobSearch search) {
        var after = after(search.paging());
        return tidepool.list(
                """
                /* jobs.matching */
                select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                       left(description, 400) as beginning, posted_at, closed_at
                  from job
                 where closed_at is null
                   and search @@ search_words(?)
                   and (? = '' or island_code = ?)
                   and (posted_at, id) < (?, ?)
                 order by posted_at desc, id desc
                 limit ?
                """,
                JobStore::listing,
                search.words(),
                search.islandCode(),
                search.islandCode(),
                after.at(),
                after.id(),
                search.paging().fetch());
    }

    /// What an account has posted, newest first, closed jobs too.
    List<Listing> postedBy(long account, Paging paging) {
        var after = after(paging);
        return tidepool.list("""
                /* jobs.postedBy */
                select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                       left(description, 400) as beginning, posted_at, closed_at
                  from job
                 where posted_by = ?
                   and (posted_at, id) < (?, ?)
                 order by posted_at desc, id desc
                 limit ?
                """, JobStore::listing, account, after.at(), after.id(), paging.fetch());
    }

    Optional<Job> job(long id) {
        return tidepool.one("""
                /* jobs.job */
                select id, posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                       description, how_to_apply, posted_at, closed_at
                  from job
                 where id = ?
                """, JobStore::job, id);
    }

    /// Returns the job as it stands now, with its id and its time.
    Job insert(Sql transaction, long postedBy, Advert advert) {
        var offer = advert.offer();
        return transaction
                .one(
                        """
                        /* jobs.insert */
                        insert into job (posted_by, title, employer, island_code, employment_type,
                                         pay_min, pay_max, pay_period, description, how_to_apply)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        returning id, posted_by, title, employer, island_code, employment_type,
                                  pay_min, pay_max, pay_period, description, how_to_apply, posted_at, closed_at
                        """,
                        JobStore::job,
                        postedBy,
                        offer.title(),
                        offer.employer(),
                        offer.island().code(),
                        offer.type(),
                        offer.pay().least(),
                        offer.pay().most(),
                        offer.pay().period(),
                        advert.description(),
                        advert.howToApply())
                .orElseThrow();
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

    private static Cursor after(Paging paging) {
        return paging.after() == null ? TOP : paging.after();
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getLong("id"),
                offer(row),
                Listing.summary(row.getString("beginning")),
                instant(row, "posted_at"),
                closedAt(row));
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getLong("posted_by"),
                new Advert(offer(row), row.getString("description"), row.getString("how_to_apply")),
                instant(row, "posted_at"),
                closedAt(row));
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

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant closedAt(ResultSet row) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return closedAt == null ? null : closedAt.toInstant();
    }
}
