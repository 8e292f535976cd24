package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The table `account`.
public final class AccountStore {

    /// What signing in needs.
    record Identity(long id, String displayName, String passwordHash) {}

    private final Tidepool tidepool;
    private final DataLoader<Long, Person> people = DataLoader.byKey(this::people, Person::id);

    public AccountStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// The new account, or empty when the address has one already, in whatever case and however close the race.
    Optional<Account> insert(Sql sql, RegistrationForm form, String passwordHash) {
        return sql.one(
                """
                /* accounts.insert */
                insert into account (email, password_hash, display_name, headline, island_code)
                values (?, ?, ?, ?, nullif(?, ''))
                    on conflict (lower(email)) do nothing
                returning id, email, display_name, headline, coalesce(island_code, '') as island_code, created_at
                """,
                AccountStore::account,
                form.email(),
                passwordHash,
                form.displayName(),
                form.headline(),
                form.island());
    }

    Optional<Identity> identity(String email) {
        return tidepool.one(
                """
                /* accounts.identity */
                select id, display_name, password_hash
                  from account
                 where lower(email) = lower(?)
                """,
                row -> new Identity(row.getLong("id"), row.getString("display_name"), row.getString("password_hash")),
                email);
    }

    /// Only if it is still the hash that was verified: a password changed meanwhile stays changed.
    void replaceHash(Sql sql, Identity identity, String passwordHash) {
        sql.update("""
                /* accounts.replaceHash */
                update account
                   set password_hash = ?
                 where id = ?
                   and password_hash = ?
                """, passwordHash, identity.id(), identity.passwordHash());
    }

    Optional<Account> account(long id) {
        return tidepool.one("""
                /* accounts.account */
                select id, email, display_name, headline, coalesce(island_code, '') as island_code, created_at
                  from account
                 where id = ?
                """, AccountStore::account, id);
    }

    public Optional<Person> person(long id) {
        return people.load(id);
    }

    private List<Person> people(Set<Long> ids) {
        return tidepool.list("""
                /* accounts.people by id */
                select id, display_name, headline, coalesce(island_code, '') as island_code, created_at
                  from account
                 where id = any(?)
                """, AccountStore::person, ids);
    }

    /// The newest members whose name or headline holds the words, on one island or, when it is empty, anywhere.
    Paging.Page<Person> people(String words, String islandCode, Paging paging) {
        var after = paging.after();
        var rows = after == null ? firstPeople(words, islandCode, paging) : people(words, islandCode, paging, after);
        return paging.page(rows, Person::cursor);
    }

    private List<Person> firstPeople(String words, String islandCode, Paging paging) {
        return tidepool.list("""
                /* accounts.firstPeople */
                select id, display_name, headline, coalesce(island_code, '') as island_code, created_at
                  from account
                 where (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                 order by created_at desc, id desc
                 limit ?
                """, AccountStore::person, islandCode, islandCode, words, paging.fetch());
    }

    private List<Person> people(String words, String islandCode, Paging paging, Cursor after) {
        return tidepool.list(
                """
                /* accounts.people */
                select id, display_name, headline, coalesce(island_code, '') as island_code, created_at
                  from account
                 where (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                   and (created_at, id) < (?, ?)
                 order by created_at desc, id desc
                 limit ?
                """, AccountStore::person, islandCode, islandCode, words, after.at(), after.id(), paging.fetch());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(person(row), row.getString("email"));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("display_name"),
                row.getString("headline"),
                row.getString("island_code"),
                Column.instant(row, "created_at"));
    }
}
