package com.hiremebahamas.benchmarks.peer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PeerRepository {

    private final JdbcClient jdbc;

    PeerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UserProfile> person(long id) {
        return jdbc.sql("""
                        select id, display_name, headline, coalesce(island_code, '') as island_code, created_at
                          from account
                         where id = ?
                        """).param(id).query(PeerRepository::person).optional();
    }

    List<JobSummary> newest(int rows) {
        return jdbc.sql("""
                        select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                               beginning, posted_at
                          from job
                         where closed_at is null
                         order by posted_at desc, id desc
                         limit ?
                        """).param(rows).query(PeerRepository::job).list();
    }

    Optional<JobDetails> job(long id) {
        return jdbc.sql("""
                        select id, posted_by, title, employer, island_code, employment_type,
                               pay_min, pay_max, pay_period, description, how_to_apply, posted_at, closed_at
                          from job
                         where id = ?
                        """).param(id).query(PeerRepository::details).optional();
    }

    private static UserProfile person(ResultSet row, int number) throws SQLException {
        return new UserProfile(
                Long.toString(row.getLong("id")),
                row.getString("display_name"),
                row.getString("headline"),
                IslandName.of(row.getString("island_code")),
                moment(row, "created_at"));
    }

    private static JobSummary job(ResultSet row, int number) throws SQLException {
        return JobSummary.of(
                row.getLong("id"),
                row.getString("title"),
                row.getString("employer"),
                row.getString("island_code"),
                row.getString("employment_type"),
                pay(row),
                row.getString("beginning"),
                moment(row, "posted_at"));
    }

    private static JobDetails details(ResultSet row, int number) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new JobDetails(
                Long.toString(row.getLong("id")),
                row.getString("title"),
                row.getString("employer"),
                IslandName.of(row.getString("island_code")),
                row.getString("employment_type"),
                pay(row),
                row.getString("description"),
                row.getString("how_to_apply"),
                closedAt == null,
                moment(row, "posted_at"),
                closedAt == null ? null : closedAt.toInstant(),
                Long.toString(row.getLong("posted_by")),
                JobSummary.url(row.getLong("id"), row.getString("title")));
    }

    private static PayRange pay(ResultSet row) throws SQLException {
        return PayRange.of(row.getBigDecimal("pay_min"), row.getBigDecimal("pay_max"), row.getString("pay_period"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
