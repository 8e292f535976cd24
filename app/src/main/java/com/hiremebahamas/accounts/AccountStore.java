package com.hiremebahamas.accounts;

import com.hiremebahamas.people.PersonStore;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The table `account`, but for what members see of it: that is in [PersonStore].
public final class AccountStore {

    /// The columns of an [Account].
    private static final String ACCOUNT = PersonStore.PERSON + ", email";

    /// The columns that a sign-in needs.
    record Identity(long id, String email, String displayName, String passwordHash) {}

    private final Tidepool tidepool;

    public AccountStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// A new pending account, whatever accounts have its address.
    Account insertPending(Sql sql, RegistrationForm form, String passwordHash) {
        return sql.one(
                        """
                        /* accounts.insertPending */
                        insert into account (email, password_hash, display_name, headline, island_code, state)
                        values (?, ?, ?, ?, nullif(?, ''), 'PENDING')
                        returning %s
                        """.formatted(ACCOUNT),
                        AccountStore::account,
                        form.email(),
                        passwordHash,
                        form.displayName(),
                        form.headline(),
                        form.island())
                .orElseThrow();
    }

    /// Confirms the address of the account, which is no longer pending then. Returns false when the account is
    /// gone, or no longer has this address.
    ///
    /// @throws com.hiremebahamas.tidepool.DatabaseException also when another account that is not pending has the
    ///                                                      address, see [#isAddressTaken]
    boolean verify(Sql sql, MailLink link) {
        return sql.update("""
                        /* accounts.verify */
                        update account
                           set state = 'ACTIVE', verified_at = coalesce(verified_at, now())
                         where id = ?
                           and email = ?
                        """, link.accountId(), link.email()) == 1;
    }

    static boolean isAddressTaken(DatabaseException e) {
        return e.failure() instanceof DatabaseFailure.Rejected rejected
                && rejected.constraint().equals("account_active_email");
    }

    /// Of the account that is not pending and has this address.
    Optional<Identity> identity(String email) {
        return identity(tidepool, email);
    }

    Optional<Identity> identity(Sql sql, String email) {
        return sql.one("""
                /* accounts.identity */
                select id, email, display_name, password_hash
                  from account
                 where lower(email) = ?
                   and state = 'ACTIVE'
                """, AccountStore::identity, Email.key(email));
    }

    Optional<Identity> identity(long id) {
        return tidepool.one("""
                /* accounts.identity by id */
                select id, email, display_name, password_hash
                  from account
                 where id = ?
                """, AccountStore::identity, id);
    }

    /// Sets a new password, of which the owner of the address has proof: a link in a mail, or the old one.
    void setPassword(Sql sql, long id, String passwordHash) {
        sql.update("""
                /* accounts.setPassword */
                update account
                   set password_hash = ?, password_changed_at = now()
                 where id = ?
                """, passwordHash, id);
    }

    /// An account whose address is not confirmed.
    ///
    /// @param pending false for a member from before addresses were confirmed
    record Unverified(long id, String email, boolean pending) {}

    /// Empty where the address is confirmed, or the account is gone.
    Optional<Unverified> unverified(long id) {
        return tidepool.one(
                """
                /* accounts.unverified */
                select id, email, state = 'PENDING' as pending
                  from account
                 where id = ?
                   and verified_at is null
                """, row -> new Unverified(row.getLong("id"), row.getString("email"), row.getBoolean("pending")), id);
    }

    /// Deletes a pending account and its sessions; changes nothing when it is not pending.
    void deletePending(Sql sql, long id) {
        sql.update("/* accounts.deletePending */ delete from account where id = ? and state = 'PENDING'", id);
    }

    /// Deletes some of the accounts that have been pending for 30 days: the session that each began with has ended.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteExpired(int limit) {
        return tidepool.update("""
                /* accounts.deleteExpired */
                delete from account
                 where id in (
                       select id
                         from account a
                        where state = 'PENDING'
                          and created_at < now() - interval '30 days'
                          and not exists (
                              select 1
                                from session s
                               where s.account_id = a.id
                                 and s.last_used_at > now() - interval '30 days')
                        limit ?
                          for update skip locked)
                """, limit);
    }

    /// Whether the password is still the one that was verified. It cannot be changed before the transaction ends:
    /// a session that begins in it does not outlive a change.
    boolean hasPassword(Transaction transaction, Identity identity) {
        return transaction
                .one("""
                        /* accounts.hasPassword */
                        select true as same
                          from account
                         where id = ?
                           and password_hash = ?
                           for share
                        """, row -> row.getBoolean("same"), identity.id(), identity.passwordHash())
                .isPresent();
    }

    /// Replaces the address of the account by that of the link, which proves it. Returns the old one; empty when
    /// the account is gone.
    Optional<String> replaceEmail(Sql sql, MailLink link) {
        return sql.one("""
                /* accounts.replaceEmail */
                update account
                   set email = ?, verified_at = now()
                  from (select id, email from account where id = ? for update) as old
                 where account.id = old.id
                   and account.state = 'ACTIVE'
                returning old.email
                """, row -> row.getString("email"), link.email(), link.accountId());
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

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                row.getLong("id"),
                row.getString("email"),
                row.getString("display_name"),
                row.getString("password_hash"));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(PersonStore.person(row), row.getString("email"));
    }

    /// An account to be inserted with a hash and a time of its own; its address is confirmed.
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
                "account (email, password_hash, display_name, headline, island_code, created_at, verified_at)",
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
                        insert into account
                               (email, password_hash, display_name, headline, island_code, created_at, verified_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                            on conflict (lower(email)) where state = 'ACTIVE'
                            do update set password_hash = excluded.password_hash
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
                account.createdAt(),
                account.createdAt());
    }
}
