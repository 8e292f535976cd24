package com.hiremebahamas.demo;

import com.hiremebahamas.demo.DemoJobs.Advert;
import com.hiremebahamas.demo.DemoPeople.Person;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Transaction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo data's way into the tables.
final class DemoStore {

    private final Sql sql;

    DemoStore(Sql sql) {
        this.sql = sql;
    }

    boolean isEmpty() {
        return sql.list("select 1 from account limit 1", _ -> true).isEmpty();
    }

    /// How many accounts do not look invented.
    long realAccounts() {
        return sql.one("select count(*) from account where email not like '%@example.com'", row -> row.getLong(1))
                .orElseThrow();
    }

    /// Whether the demo data of a seed have brought accounts.
    boolean holds(String mark) {
        return !accountIds(mark).isEmpty();
    }

    List<Long> accountIds(String mark) {
        return sql.list(
                "select id from account where right(email, length(?)) = ? order by id",
                row -> row.getLong("id"),
                mark,
                mark);
    }

    static void writePeople(Transaction transaction, Iterable<List<@Nullable Object>> rows) {
        transaction.copy("account (email, password_hash, display_name, headline, island_code, created_at)", rows);
    }

    static void writeJobs(Transaction transaction, Iterable<List<@Nullable Object>> rows) {
        transaction.copy("""
                job (posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                     description, how_to_apply, posted_at, closed_at)""", rows);
    }

    static List<@Nullable Object> row(Person person) {
        return Arrays.asList(
                person.email(),
                person.passwordHash(),
                person.name(),
                person.headline(),
                person.islandCode(),
                person.createdAt());
    }

    static List<@Nullable Object> row(long postedBy, Advert advert) {
        return Arrays.asList(
                postedBy,
                advert.title(),
                advert.employer(),
                advert.islandCode(),
                advert.employmentType(),
                advert.payMin(),
                advert.payMax(),
                advert.payPeriod(),
                advert.description(),
                advert.howToApply(),
                advert.postedAt(),
                advert.closedAt());
    }

    /// An account somebody can sign in with; one that was there keeps its place and gets the new password.
    void writeAccount(DemoAccount account, String passwordHash) {
        sql.update("""
                insert into account (email, password_hash, display_name, headline, island_code)
                values (?, ?, ?, ?, ?)
                    on conflict (lower(email)) do update set password_hash = excluded.password_hash
                """, account.email(), passwordHash, account.name(), account.headline(), account.islandCode());
    }

    /// Makes the advertisements of whoever posted the newest one those of an account.
    void takeOverJobs(String email) {
        sql.update("""
                update job
                   set posted_by = (select id from account where lower(email) = lower(?))
                 where posted_by = (select posted_by from job order by posted_at desc, id desc limit 1)
                """, email);
    }

    /// Fresh figures for the planner, which otherwise takes the table for empty until autovacuum comes by.
    void analyze() {
        sql.update("analyze account, job");
    }
}
