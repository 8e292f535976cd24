package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// The table `account`.
public final class AccountStore {

    /// The columns of a [Person].
    private static final String PERSON =
            "id, display_name, headline, coalesce(island_code, '') as island_code, created_at";

    /// The columns of an [Account].
    private static final String ACCOUNT = PERSON + ", email";

    /// The columns that a sign-in needs.
    record Identity(long id, String displayName, String passwordHash) {}

    private final Tidepool tidepool;
    private final DataLoader<Long, Person> people = DataLoader.byKey(this::people, Person::id);

    public AccountStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// The new account, or empty when the address has one in any case. Of concurrent inserts of one address,
    /// one succeeds.
    Optional<Account> insert(Sql sql, RegistrationForm form, String passwordHash) {
        return sql.one(
                """
                /* accounts.insert */
                insert into account (email, password_hash, display_name, headline, island_code)
                values (?, ?, ?, ?, nullif(?, ''))
                    on conflict (lower(email)) do nothing
                returning %s
                """.formatted(ACCOUNT),
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
                 where lower(email) = ?
                """,
                row -> new Identity(row.getLong("id"), row.getString("display_name"), row.getString("password_hash")),
                Email.key(email));
    }

    /// Replaces the hash only if it is still the one that was verified, so that a concurrent change of the
    /// password wins.
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
                select %s
                  from account
                 where id = ?
                """.formatted(ACCOUNT), AccountStore::account, id);
    }

    public Optional<Person> person(long id) {
        return people.load(id);
    }

    private List<Person> people(Set<Long> ids) {
        return tidepool.list("""
                /* accounts.people by id */
                select %s
                  from account
                 where id = any(?)
                """.formatted(PERSON), AccountStore::person, ids);
    }

    /// The newest members whose name or headline contains the words, of one island or, when `islandCode` is
    /// empty, of all.
    Paging.Page<Person> people(String words, String islandCode, Paging paging) {
        var after = paging.after();
        var rows = after == null ? firstPeople(words, islandCode, paging) : people(words, islandCode, paging, after);
        return paging.page(rows, Person::cursor);
    }

    private List<Person> firstPeople(String words, String islandCode, Paging paging) {
        return tidepool.list(
                """
                /* accounts.firstPeople */
                select %s
                  from account
                 where (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                 order by created_at desc, id desc
                 limit ?
                """.formatted(PERSON), AccountStore::person, islandCode, islandCode, words, paging.fetch());
    }

    private List<Person> people(String words, String islandCode, Paging paging, Cursor after) {
        return tidepool.list(
                """
                /* accounts.people */
                select %s
                  from account
                 where (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                   and (created_at, id) < (?, ?)
                 order by created_at desc, id desc
                 limit ?
                """.formatted(PERSON),
                AccountStore::person,
                islandCode,
                islandCode,
                words,
                after.at(),
                after.id(),
                paging.fetch());
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

    /// An account to be inserted with a hash and a time of its own.
    public record NewAccount(
            String email,
            String passwordHash,
            String displayName,
            String headline,
            String islandCode,
            Instant createdAt) {}

    /// Inserts many accounts by `COPY`; takes each as it is sent.
    ///
    /// @return how many accounts were inserted
    public long insertAll(Transaction transaction, Iterable<NewAccount> accounts) {
        return transaction.copy(
                "account (email, password_hash, display_name, headline, island_code, created_at)",
                () -> StreamSupport.stream(accounts.spliterator(), false)
                        .<List<?>>map(AccountStore::values)
                        .iterator());
    }

    /// Inserts an account or, when the address has one already, replaces its password alone.
    ///
    /// @return the id of the account
    public long insertOrSetPassword(Sql sql, NewAccount account) {
        return sql.one("""
                        /* accounts.insertOrSetPassword */
                        insert into account (email, password_hash, display_name, headline, island_code, created_at)
                        values (?, ?, ?, ?, ?, ?)
                            on conflict (lower(email)) do update set password_hash = excluded.password_hash
                        returning id
                        """, row -> row.getLong("id"), values(account).toArray()).orElseThrow();
    }

    public boolean isEmpty() {
        return tidepool.list("/* accounts.isEmpty */ select 1 from account limit 1", _ -> true)
                .isEmpty();
    }

    /// The accounts whose e-mail address ends in this text, in the order of their ids.
    public List<Long> idsByEmailSuffix(Sql sql, String suffix) {
        return sql.list("""
                /* accounts.idsByEmailSuffix */
                select id
                  from account
                 where right(email, length(?)) = ?
                 order by id
                """, row -> row.getLong("id"), suffix, suffix);
    }

    /// How many accounts have an e-mail address that does not end in this text.
    public long countWithoutEmailSuffix(Sql sql, String suffix) {
        return sql.one("""
                /* accounts.countWithoutEmailSuffix */
                select count(*) as accounts
                  from account
                 where right(email, length(?)) <> ?
                """, row -> row.getLong("accounts"), suffix, suffix).orElseThrow();
    }

    /// Updates the planner's statistics, which take the table for empty until autovacuum has seen a bulk
    /// insert.
    public void analyze() {
        tidepool.update("analyze account");
    }

    private static List<Object> values(NewAccount account) {
        return List.of(
                account.email(),
                account.passwordHash(),
                account.displayName(),
                account.headline(),
                account.islandCode(),
                account.createdAt());
    }
}
