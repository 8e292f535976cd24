package com.hiremebahamas.sessions;

import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Viewer;
import com.hiremebahamas.web.Viewer.Standing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The table `session`. A session ends 30 days after its last use, and 180 days after it began.
public final class SessionStore implements Viewer.Sessions {

    public static final int MAX_PER_ACCOUNT = 20;

    private static final Logger log = LoggerFactory.getLogger(SessionStore.class);

    /// What holds of a session that has not ended.
    private static final String VALID = "s.expires_at > now() and s.last_used_at > now() - interval '30 days'";

    /// A valid session. The hash is a buffer, since arrays do not compare by content.
    ///
    /// @param stale whether its last use was written more than an hour ago
    private record Valid(ByteBuffer hash, Viewer.SignedIn viewer, boolean stale) {}

    private final Tidepool tidepool;
    private final DataLoader<ByteBuffer, Valid> sessions = DataLoader.byKey(this::find, Valid::hash);

    public SessionStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    public void insert(Sql sql, SecretToken token, long accountId, Device device) {
        sql.update("""
                /* sessions.insert */
                insert into session (token_hash, account_id, expires_at, device)
                values (?, ?, now() + interval '180 days', ?)
                """, token.hash(), accountId, device.userAgent());
    }

    /// Ends the oldest sessions of the account beyond as many as a person has devices.
    public void deleteOldest(Sql sql, long accountId) {
        sql.update("""
                /* sessions.deleteOldest */
                delete from session
                 where token_hash in (
                       select token_hash
                         from session
                        where account_id = ?
                        order by last_used_at desc
                       offset %s)
                """.formatted(MAX_PER_ACCOUNT), accountId);
    }

    /// Also writes that the session was used, at most once an hour.
    @Override
    public Optional<Viewer.SignedIn> find(String token) {
        var found = SecretToken.parse(token).flatMap(parsed -> sessions.load(ByteBuffer.wrap(parsed.hash())));
        found.filter(Valid::stale).ifPresent(session -> touch(session.hash().array()));
        return found.map(Valid::viewer);
    }

    private List<Valid> find(Set<ByteBuffer> hashes) {
        return tidepool.list(
                """
                /* sessions.find */
                select s.token_hash, s.last_used_at < now() - interval '1 hour' as stale,
                       a.id, a.display_name, a.state = 'PENDING' as pending, a.verified_at is not null as verified
                  from session s
                  join account a on a.id = s.account_id
                 where s.token_hash = any(?)
                   and %s
                """.formatted(VALID),
                row -> new Valid(
                        ByteBuffer.wrap(row.getBytes("token_hash")),
                        new Viewer.SignedIn(
                                row.getLong("id"),
                                row.getString("display_name"),
                                Standing.of(row.getBoolean("pending"), row.getBoolean("verified"))),
                        row.getBoolean("stale")),
                hashes.stream().map(ByteBuffer::array).toList());
    }

    /// A database that takes no writes still answers: then the last use stays as it was.
    private void touch(byte[] hash) {
        try {
            tidepool.update("""
                    /* sessions.touch */
                    update session
                       set last_used_at = now()
                     where token_hash = ?
                       and last_used_at < now() - interval '1 hour'
                    """, (Object) hash);
        } catch (DatabaseException e) {
            log.debug("The last use of a session was not written", e);
        }
    }

    /// The sessions of this account that have not ended, the one used last first.
    ///
    /// @param token of the request
    public List<Session> of(long accountId, String token) {
        var current = SecretToken.parse(token).map(SecretToken::hash).orElse(new byte[0]);
        return tidepool.list(
                """
                /* sessions.of */
                select encode(substring(sha256(s.token_hash), 1, 8), 'hex') as id, s.device, s.created_at,
                       s.last_used_at, s.token_hash = ? as current
                  from session s
                 where s.account_id = ?
                   and %s
                 order by s.last_used_at desc, s.created_at desc
                """.formatted(VALID),
                row -> new Session(
                        row.getString("id"),
                        new Device(row.getString("device")),
                        Column.instant(row, "created_at"),
                        Column.instant(row, "last_used_at"),
                        row.getBoolean("current")),
                current,
                accountId);
    }

    /// Ends the session of this account with this id; changes nothing when there is none.
    public void delete(long accountId, String id) {
        tidepool.update("""
                /* sessions.delete by id */
                delete from session
                 where account_id = ?
                   and encode(substring(sha256(token_hash), 1, 8), 'hex') = ?
                """, accountId, id);
    }

    /// The pending account of this session, if it has the address of the other account.
    Optional<Long> pendingAccount(Sql sql, SecretToken token, long accountId) {
        return sql.one("""
                /* sessions.pendingAccount */
                select a.id
                  from session s
                  join account a on a.id = s.account_id
                 where s.token_hash = ?
                   and a.state = 'PENDING'
                   and lower(a.email) = (select lower(email) from account where id = ?)
                """, row -> row.getLong("id"), token.hash(), accountId);
    }

    public void delete(Sql sql, SecretToken token) {
        sql.update("/* sessions.delete */ delete from session where token_hash = ?", (Object) token.hash());
    }

    public void delete(SecretToken token) {
        delete(tidepool, token);
    }

    public void deleteAll(Sql sql, long accountId) {
        sql.update("/* sessions.deleteAll */ delete from session where account_id = ?", accountId);
    }

    /// Deletes some of the sessions that have ended, which are of no use to anybody.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteExpired(int limit) {
        return tidepool.update("""
                /* sessions.deleteExpired */
                delete from session
                 where token_hash in (
                       select token_hash
                         from session
                        where expires_at < now()
                           or last_used_at < now() - interval '30 days'
                        limit ?
                          for update skip locked)
                """, limit);
    }
}
