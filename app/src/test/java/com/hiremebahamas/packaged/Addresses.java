package com.hiremebahamas.packaged;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;

/// The e-mail addresses of accounts, which count as confirmed without a mail.
final class Addresses {

    private Addresses() {}

    /// Confirms the address of the account that has registered first.
    static void confirmFirst(String databaseUrl) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(databaseUrl), PoolSettings.DEFAULT)) {
            tidepool.update("""
                    update account set state = 'ACTIVE', verified_at = now()
                     where id = (select min(id) from account)
                    """);
        }
    }
}
