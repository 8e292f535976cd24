package com.hiremebahamas.sessions;

import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Viewer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The table `session`. A session expires 14 days after the sign-in, whether it is used or not.
public final class SessionStore implements Viewer.Sessions {

    public static final int MAX_PER_ACCOUNT = 20;

    /// A session that has not expired. The hash is a buffer, since arrays do not compare by content.
    private record Session(ByteBuffer hash, Viewer.SignedIn viewer) {}

    private final Tidepool tidepool;
    private final DataLoader<ByteBuffer, Session> sessions = DataLoader.byKey(this::find, Session::hash);

    public SessionStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    public void insert(Sql sql, SecretToken token, long accountId) {
        sql.update("""
                /* sessions.insert */
                insert into session (token_hash, account_id, expires_at)
                values (?, ?, now() + interval '14 days')
                """, token.hash(), accountId);
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
                        order by created_at desc
                       offset %s)
                """.formatted(MAX_PER_ACCOUNT), accountId);
    }

    @Override
    public Optional<Viewer.SignedIn> find(String token) {
        return SecretToken.parse(token)
                .flatMap(parsed -> sessions.load(ByteBuffer.wrap(parsed.hash())))
                .map(Session::viewer);
    }

    private List<Session> find(Set<ByteBuffer> hashes) {
        return tidepool.list(
                """
                /* sessions.find */
                select s.token_hash, a.id, a.display_name
                  from session s
                  join account a on a.id = s.account_id
                 where s.token_hash = any(?)
                   and s.expires_at > now()
                """,
                row -> new Session(
                        ByteBuffer.wrap(row.getBytes("token_hash")),
                        new Viewer.SignedIn(row.getLong("id"), row.getString("display_name"))),
                hashes.stream().map(ByteBuffer::array).toList());
    }

    /// The number of sessions of this account that have not expired.
    public int count(long accountId) {
        return tidepool.one("""
                        /* sessions.count */
                        select count(*) as n
                          from session
                         where account_id = ?
                           and expires_at > now()
                        """, row -> row.getInt("n"), accountId).orElse(0);
    }

    public void delete(Sql sql, SecretToken token) {
        sql.update("/* sessions.delete */ delete from session where token_hash = ?", (Object) token.hash());
    }

    public void delete(SecretToken token) {
        delete(tidepool, token);
    }

    public void deleteAll(long accountId) {
        tidepool.update("/* sessions.deleteAll */ delete from session where account_id = ?", accountId);
    }

    /// Deletes some of the expired sessions, which are of no use to anybody.
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
                        order by expires_at
                        limit ?
                          for update skip locked)
                """, limit);
    }
}
