package com.hiremebahamas.sessions;

import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.Tidepool;

/// The table `known_device`: the browsers that have signed in to an account. One is forgotten after a year.
public final class KnownDeviceStore {

    /// A browser that deletes its cookies is a new one each time.
    private static final int MAX_PER_ACCOUNT = 50;

    private final Tidepool tidepool;

    public KnownDeviceStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    /// How a device stands to an account.
    public enum Acquaintance {
        KNOWN,
        NEW,
        /// New, and the account has no known device at all.
        FIRST
    }

    /// Whether this device has signed in to this account before.
    public boolean isKnown(SecretToken device, long accountId) {
        return tidepool.one("""
                /* knownDevices.isKnown */
                select true as known
                  from known_device
                 where account_id = ?
                   and token_hash = ?
                   and last_used_at > now() - interval '1 year'
                """, row -> row.getBoolean("known"), accountId, device.hash())
                .isPresent();
    }

    /// Remembers the device, and returns how it stood to the account before.
    public Acquaintance remember(Sql sql, SecretToken device, long accountId) {
        boolean hasOthers =
                sql.one("""
                        /* knownDevices.hasAny */
                        select exists (select 1 from known_device where account_id = ?) as any
                        """, row -> row.getBoolean("any"), accountId).orElseThrow();
        deleteOldest(sql, accountId);
        boolean isNew = sql.one("""
                        /* knownDevices.remember */
                        insert into known_device (account_id, token_hash)
                        values (?, ?)
                            on conflict (account_id, token_hash) do update set last_used_at = now()
                        returning created_at = now() as new
                        """, row -> row.getBoolean("new"), accountId, device.hash())
                .orElseThrow();
        if (!isNew) return Acquaintance.KNOWN;
        return hasOthers ? Acquaintance.NEW : Acquaintance.FIRST;
    }

    private static void deleteOldest(Sql sql, long accountId) {
        sql.update("""
                /* knownDevices.deleteOldest */
                delete from known_device
                 where (account_id, token_hash) in (
                       select account_id, token_hash
                         from known_device
                        where account_id = ?
                        order by last_used_at desc
                       offset %s)
                """.formatted(MAX_PER_ACCOUNT - 1), accountId);
    }

    /// Forgets all devices of the account, as after a change of its password.
    public void forgetAll(Sql sql, long accountId) {
        sql.update("/* knownDevices.forgetAll */ delete from known_device where account_id = ?", accountId);
    }

    /// Deletes some of the devices that have not been used for a year.
    ///
    /// @return how many: fewer than the limit when none is left
    public int deleteExpired(int limit) {
        return tidepool.update("""
                /* knownDevices.deleteExpired */
                delete from known_device
                 where (account_id, token_hash) in (
                       select account_id, token_hash
                         from known_device
                        where last_used_at < now() - interval '1 year'
                        limit ?
                          for update skip locked)
                """, limit);
    }
}
