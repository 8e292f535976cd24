package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Viewer;
import java.util.Optional;

/// The table `session`. A session lasts 14 days from signing in, however much it is used.
public final class SessionStore implements Viewer.Sessions {

    private final Tidepool tidepool;

    public SessionStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    void insert(Sql sql, SessionToken token, long accountId) {
        sql.update("""
                /* sessions.insert */
                insert into session (token_hash, account_id, expires_at)
                values (?, ?, now() + interval '14 days')
                """, token.hash(), accountId);
    }

    @Override
    public Optional<Viewer.SignedIn> find(String token) {
        var parsed = SessionToken.parse(token);
        if (parsed.isEmpty()) return Optional.empty();
        return tidepool.one(
                """
                /* sessions.find */
                select a.id, a.display_name
                  from session s
                  join account a on a.id = s.account_id
                 where s.token_hash = ?
                   and s.expires_at > now()
                """,
                row -> new Viewer.SignedIn(row.getLong("id"), row.getString("display_name")),
                parsed.get().hash());
    }

    /// How many sessions of this account work.
    int count(long accountId) {
        return tidepool.one("""
                        /* sessions.count */
                        select count(*) as n
                          from session
                         where account_id = ?
                           and expires_at > now()
                        """, row -> row.getInt("n"), accountId).orElse(0);
    }

    void delete(Sql sql, SessionToken token) {
        sql.update("/* sessions.delete */ delete from session where token_hash = ?", (Object) token.hash());
    }

    void delete(SessionToken token) {
        delete(tidepool, token);
    }

    void deleteAll(long accountId) {
        tidepool.update("/* sessions.deleteAll */ delete from session where account_id = ?", accountId);
    }

    /// A bounded number each time somebody signs in, so that nothing has to sweep.
    void deleteExpired(Sql sql) {
        sql.update("""
                /* sessions.deleteExpired */
                delete from session
                 where token_hash in (
                       select token_hash
                         from session
                        where expires_at < now()
                        order by expires_at
                        limit 20
                          for update skip locked)
                """);
    }
}
