package com.hiremebahamas.jobs;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `job_draft`.
public final class JobDraftStore {

    private static final String FIELDS =
            "title, employer, island, employment_type, pay_min, pay_max, pay_period, description, how_to_apply";

    private final Tidepool tidepool;

    public JobDraftStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// Returns the id of the new draft.
    long insert(Sql sql, long accountId, JobForm form) {
        return sql.one(
                        """
                        /* jobDrafts.insert */
                        insert into job_draft (account_id, %s)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """.formatted(FIELDS),
                        row -> row.getLong("id"),
                        accountId,
                        form.title(),
                        form.employer(),
                        form.island(),
                        form.employmentType(),
                        form.payMin(),
                        form.payMax(),
                        form.payPeriod(),
                        form.description(),
                        form.howToApply())
                .orElseThrow();
    }

    /// Returns false when this account has no such draft.
    boolean update(Sql sql, long accountId, long id, JobForm form) {
        return sql.update(
                        """
                        /* jobDrafts.update */
                        update job_draft
                           set (%s) = (?, ?, ?, ?, ?, ?, ?, ?, ?), saved_at = now()
                         where id = ?
                           and account_id = ?
                        """.formatted(FIELDS),
                        form.title(),
                        form.employer(),
                        form.island(),
                        form.employmentType(),
                        form.payMin(),
                        form.payMax(),
                        form.payPeriod(),
                        form.description(),
                        form.howToApply(),
                        id,
                        accountId)
                == 1;
    }

    Optional<JobDraft> draft(long accountId, long id) {
        return tidepool.one("""
                /* jobDrafts.draft */
                select id, %s, saved_at
                  from job_draft
                 where id = ?
                   and account_id = ?
                """.formatted(FIELDS), JobDraftStore::draft, id, accountId);
    }

    /// The drafts of this account, the one saved last first; 20, which is more only where drafts were moved.
    List<JobDraft> of(long accountId) {
        return tidepool.list("""
                /* jobDrafts.of */
                select id, %s, saved_at
                  from job_draft
                 where account_id = ?
                 order by saved_at desc, id desc
                 limit 20
                """.formatted(FIELDS), JobDraftStore::draft, accountId);
    }

    int count(Sql sql, long accountId) {
        return sql.one("""
                        /* jobDrafts.count */
                        select count(*) as n
                          from job_draft
                         where account_id = ?
                        """, row -> row.getInt("n"), accountId).orElse(0);
    }

    /// Changes nothing when this account has no such draft.
    void delete(Sql sql, long accountId, long id) {
        sql.update("/* jobDrafts.delete */ delete from job_draft where id = ? and account_id = ?", id, accountId);
    }

    void delete(long accountId, long id) {
        delete(tidepool, accountId, id);
    }

    /// Gives all drafts of one account to another.
    public void move(Sql sql, long fromAccountId, long toAccountId) {
        sql.update("""
                /* jobDrafts.move */
                update job_draft
                   set account_id = ?
                 where account_id = ?
                """, toAccountId, fromAccountId);
    }

    private static JobDraft draft(ResultSet row) throws SQLException {
        return new JobDraft(
                row.getLong("id"),
                new JobForm(
                        row.getString("title"),
                        row.getString("employer"),
                        row.getString("island"),
                        row.getString("employment_type"),
                        row.getString("pay_min"),
                        row.getString("pay_max"),
                        row.getString("pay_period"),
                        row.getString("description"),
                        row.getString("how_to_apply")),
                Column.instant(row, "saved_at"));
    }
}
