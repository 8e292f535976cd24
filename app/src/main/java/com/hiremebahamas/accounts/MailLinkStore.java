package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The table `mail_link`.
public final class MailLinkStore {

    private final Tidepool tidepool;

    public MailLinkStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    void insert(Sql sql, SecretToken token, Purpose purpose, MailLink link) {
        sql.update("""
                /* mailLinks.insert */
                insert into mail_link (token_hash, account_id, purpose, email, expires_at)
                values (?, ?, ?, ?, now() + make_interval(secs => ?))
                """, token.hash(), link.accountId(), purpose, link.email(), (double)
                purpose.lifetime().toSeconds());
    }

    /// Empty when the token is none, or the link was used or has expired, or is for another purpose.
    Optional<MailLink> find(String token, Purpose purpose) {
        return SecretToken.parse(token)
                .flatMap(parsed -> tidepool.one("""
                        /* mailLinks.find */
                        select account_id, email
                          from mail_link
                         where token_hash = ?
                           and purpose = ?
                           and expires_at > now()
                        """, MailLinkStore::link, parsed.hash(), purpose));
    }

    /// Uses the link up: of concurrent uses, one finds it. The others wait for that one's transaction to end.
    Optional<MailLink> use(Transaction transaction, String token, Purpose purpose) {
        return SecretToken.parse(token)
                .flatMap(parsed -> transaction.one("""
                        /* mailLinks.use */
                        delete from mail_link
                         where token_hash = ?
                           and purpose = ?
                           and expires_at > now()
                        returning account_id, email
                        """, MailLinkStore::link, parsed.hash(), purpose));
    }

    /// Ends all links of the account for this purpose.
    void deleteAll(Sql sql, long accountId, Purpose purpose) {
        sql.update("""
                /* mailLinks.deleteAll */
                delete from mail_link
                 where account_id = ?
                   and purpose = ?
                """, accountId, purpose);
    }

    /// Deletes some of the links that have expired.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteExpired(int limit) {
        return tidepool.update("""
                /* mailLinks.deleteExpired */
                delete from mail_link
                 where token_hash in (
                       select token_hash
                         from mail_link
                        where expires_at < now()
                        limit ?
                          for update skip locked)
                """, limit);
    }

    private static MailLink link(ResultSet row) throws SQLException {
        return new MailLink(row.getLong("account_id"), row.getString("email"));
    }
}
