package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many attempts to register and to sign in there are, and whose they count for.
class AttemptsTest {

    private final TestAccounts accounts = new TestAccounts();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void afterFiveWrongPasswordsThatAddressAloneWaits() {
        accounts.register("often@example.com");
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.signIn("often@example.com", "wrong password", "192.0.2.7"))
                    .isInstanceOf(Accounts.SignIn.Wrong.class);
        }

        assertThat(accounts.signIn("often@example.com", PASSWORD, "192.0.2.7"))
                .isInstanceOf(Accounts.SignIn.TooMany.class);
        assertThat(accounts.signIn("often@example.com", PASSWORD, "192.0.2.8"))
                .isInstanceOf(Accounts.SignIn.SignedIn.class);

        accounts.later(Duration.ofMinutes(16));
        assertThat(accounts.signIn("often@example.com", PASSWORD, "192.0.2.7"))
                .isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    void addressesThatLookAlikeShareTheirAttempts() {
        for (var email : List.of(
                "ian@example.com",
                "\u0130an@example.com",
                "IAN@example.com",
                "\u0131an@example.com",
                "i\u200ban@example.com"))
            assertThat(accounts.signIn(email, "wrong password", "192.0.2.41"))
                    .isInstanceOf(Accounts.SignIn.Wrong.class);

        assertThat(accounts.signIn("\u0130an@EXAMPLE.com", "wrong password", "192.0.2.41"))
                .isInstanceOf(Accounts.SignIn.TooMany.class);
    }

    @Test
    void successfulSignInsNeverWait() {
        accounts.register("monday@example.com");

        for (int i = 0; i < 8; i++) {
            assertThat(accounts.signIn("monday@example.com", PASSWORD, "192.0.2.9"))
                    .isInstanceOf(Accounts.SignIn.SignedIn.class);
        }
    }

    @Test
    void afterThirtyAttemptsThatNetworkWaits() {
        for (int i = 0; i < 30; i++) {
            accounts.signIn("guess" + i + "@example.com", "wrong password", "2001:db8:1:2::" + i);
        }

        assertThat(accounts.signIn("guess30@example.com", "wrong password", "2001:db8:1:2:ffff::1"))
                .isInstanceOf(Accounts.SignIn.TooMany.class);
        assertThat(accounts.signIn("guess30@example.com", "wrong password", "2001:db8:1:3::1"))
                .isInstanceOf(Accounts.SignIn.Wrong.class);
    }

    @Test
    void theSixtyFirstRegistrationFromOneAddressWaits() {
        for (int i = 0; i < 60; i++) accounts.register(TestAccounts.form("many" + i + "@example.com"), "192.0.2.20");

        assertThat(accounts.register(TestAccounts.form("last@example.com"), "192.0.2.20"))
                .isInstanceOfSatisfying(
                        Accounts.Registration.TooMany.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        assertThat(accounts.register(TestAccounts.form("last@example.com"), "192.0.2.21"))
                .isInstanceOf(Accounts.Registration.Registered.class);
    }

    @Test
    void anIncompleteRegistrationCountsForNoLimit() {
        for (int i = 0; i < 61; i++) {
            assertThat(accounts.register(RegistrationForm.BLANK, "192.0.2.30"))
                    .isInstanceOf(Accounts.Registration.Refused.class);
        }

        assertThat(accounts.register(TestAccounts.form("complete@example.com"), "192.0.2.30"))
                .isInstanceOf(Accounts.Registration.Registered.class);
    }
}
