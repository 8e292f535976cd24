package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.sessions.Device;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The sessions that signing in begins and ends.
class AccountSessionsTest {

    private static final Device DEVICE = new Device("a test");

    private final TestAccounts accounts = new TestAccounts();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    @DisplayName("R24 an account has twenty sessions: the oldest end")
    void anAccountHasTwentySessions() {
        accounts.register("devices@example.com");
        long id = accounts.store().identity("devices@example.com").orElseThrow().id();
        var oldest = SecretToken.random(new SecretRandom());
        accounts.sessions().deleteAll(accounts.tidepool(), id);
        accounts.sessions().insert(accounts.tidepool(), oldest, id, DEVICE);
        for (int i = 0; i < 30; i++) {
            accounts.sessions().insert(accounts.tidepool(), SecretToken.random(new SecretRandom()), id, DEVICE);
        }

        var newest = accounts.signedIn("devices@example.com", "");

        assertThat(accounts.sessions().of(id, "")).hasSize(20);
        assertThat(accounts.sessions().find(oldest.text())).isEmpty();
        assertThat(accounts.sessions().find(newest)).isPresent();
    }

    @Test
    void theDatabaseStoresTheSha256OfAToken() {
        accounts.register("hashed@example.com");
        var token = accounts.signedIn("hashed@example.com", "");

        assertThat(accounts.tidepool()
                        .one(
                                "select 1 as n from session where token_hash = sha256(convert_to(?, 'UTF8'))",
                                row -> row.getInt("n"),
                                token))
                .contains(1);
    }

    @Test
    void signingInEndsTheEarlierSession() {
        accounts.register("tidy@example.com");
        var first = accounts.signedIn("tidy@example.com", "");

        var second = accounts.signedIn("tidy@example.com", first);

        assertThat(accounts.sessions().find(first)).isEmpty();
        assertThat(accounts.sessions().find(second)).isPresent();
    }

    @Test
    void onlyExpiredSessionsAreDeletedAndAtMostAsManyAsTheLimit() {
        for (var email : List.of("one@example.com", "two@example.com", "three@example.com")) {
            accounts.register(email);
            insertExpiredSession(email);
        }
        long valid = sessions("expires_at > now()");

        assertThat(accounts.sessions().deleteExpired(2)).isEqualTo(2);
        assertThat(sessions("expires_at < now()")).isPositive();
        while (accounts.sessions().deleteExpired(2) == 2)
            assertThat(sessions("expires_at < now()")).isNotNegative();

        assertThat(sessions("expires_at < now()")).isZero();
        assertThat(sessions("expires_at > now()")).isEqualTo(valid);
    }

    private long sessions(String condition) {
        return accounts.tidepool()
                .one("select count(*) as n from session where " + condition, row -> row.getLong("n"))
                .orElseThrow();
    }

    @Test
    void anExpiredSessionIsNotListed() {
        accounts.register("counted@example.com");
        insertExpiredSession("counted@example.com");
        var account = accounts.store().identity("counted@example.com").orElseThrow();

        assertThat(accounts.sessions().of(account.id(), "")).hasSize(1);
    }

    private void insertExpiredSession(String email) {
        accounts.tidepool().update("""
                insert into session (token_hash, account_id, created_at, expires_at)
                select sha256(convert_to(email, 'UTF8')), id, now() - interval '20 days', now() - interval '6 days'
                  from account
                 where email = ?
                """, email);
    }
}
