package com.hiremebahamas.web;

import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.util.HexFormat;
import java.util.Optional;

/// The table `idempotency_record`: the responses to requests that must not take effect twice, stored for a day.
public final class IdempotencyStore {

    /// The response to a request.
    ///
    /// @param location empty when there is none
    public record Answer(int status, String location, String body) {}

    private record Stored(String fingerprint, Answer answer) {

        Answer to(IdempotencyKey key) {
            if (fingerprint.equals(key.fingerprint())) return answer;
            throw Problem.of(
                    422,
                    "idempotency_key_reused",
                    "This was sent before with other contents. Look at what was saved; for something new, start"
                            + " afresh.");
        }
    }

    private final Tidepool tidepool;

    public IdempotencyStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// Runs the effect in a transaction, or returns the first response when this account sent the key before. Blocks
    /// for the database, and for a concurrent request with the same key.
    ///
    /// The key is inserted before the effect runs: a second request with it waits on that row. When the first
    /// commits, the second returns its response; when it fails, the second takes its place. An effect that throws
    /// leaves nothing.
    ///
    /// @throws Problem 422 when the key was sent with another request
    public Answer once(long accountId, IdempotencyKey key, Transaction.Work<Answer> effect) {
        if (key.isAbsent()) return tidepool.write(effect);
        return tidepool.write(transaction -> {
            forgetExpired(transaction, accountId, key);
            if (!claim(transaction, accountId, key)) return repeated(transaction, accountId, key);
            var answer = effect.run(transaction);
            store(transaction, accountId, key, answer);
            return answer;
        });
    }

    /// After a day the same key is a new request.
    private static void forgetExpired(Transaction transaction, long accountId, IdempotencyKey key) {
        transaction.update("""
                /* idempotency.forgetExpired */
                delete from idempotency_record
                 where account_id = ?
                   and key = ?
                   and created_at < now() - interval '24 hours'
                """, accountId, key.key());
    }

    private static boolean claim(Transaction transaction, long accountId, IdempotencyKey key) {
        int claimed =
                transaction.update("""
                /* idempotency.claim */
                insert into idempotency_record (account_id, key, fingerprint, status, location, body)
                values (?, ?, ?, 0, '', '')
                    on conflict (account_id, key) do nothing
                """, accountId, key.key(), HexFormat.of().parseHex(key.fingerprint()));
        return claimed == 1;
    }

    /// The first response, when this account sent the key before.
    ///
    /// @throws Problem 422 when the key was sent with another request
    public Optional<Answer> answered(long accountId, IdempotencyKey key) {
        return key.isAbsent() ? Optional.empty() : answered(tidepool, accountId, key);
    }

    private static Answer repeated(Transaction transaction, long accountId, IdempotencyKey key) {
        return answered(transaction, accountId, key)
                .orElseThrow(() -> new IllegalStateException("A claimed key is gone"));
    }

    private static Optional<Answer> answered(Sql sql, long accountId, IdempotencyKey key) {
        return sql.one(
                        """
                        /* idempotency.answered */
                        select fingerprint, status, location, body
                          from idempotency_record
                         where account_id = ?
                           and key = ?
                           and created_at >= now() - interval '24 hours'
                        """,
                        row -> new Stored(
                                HexFormat.of().formatHex(row.getBytes("fingerprint")),
                                new Answer(row.getInt("status"), row.getString("location"), row.getString("body"))),
                        accountId,
                        key.key())
                .map(stored -> stored.to(key));
    }

    private static void store(Transaction transaction, long accountId, IdempotencyKey key, Answer answer) {
        transaction.update("""
                /* idempotency.store */
                update idempotency_record
                   set status = ?, location = ?, body = ?
                 where account_id = ?
                   and key = ?
                """, answer.status(), answer.location(), answer.body(), accountId, key.key());
    }

    /// Deletes some of the records that are older than a day.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteExpired(int limit) {
        return tidepool.update("""
                /* idempotency.deleteExpired */
                delete from idempotency_record
                 where (account_id, key) in (
                       select account_id, key
                         from idempotency_record
                        where created_at < now() - interval '24 hours'
                        order by created_at
                        limit ?
                          for update skip locked)
                """, limit);
    }
}
