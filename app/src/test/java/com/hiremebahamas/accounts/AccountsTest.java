package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Registering and signing in: which account and which password.
class AccountsTest {

    private final TestAccounts accounts = new TestAccounts();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void aBcryptHashIsReplacedAtTheNextSignIn() {
        accounts.register("old@example.com");
        var old = "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"; // of "abc"
        accounts.setHash("old@example.com", old);

        assertThat(accounts.signIn("old@example.com", "abd", "192.0.2.1")).isInstanceOf(Accounts.SignIn.Wrong.class);
        assertThat(accounts.hash("old@example.com")).isEqualTo(old);
        assertThat(accounts.signIn("old@example.com", "abc", "192.0.2.1")).isInstanceOf(Accounts.SignIn.SignedIn.class);
        assertThat(accounts.hash("old@example.com")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(accounts.signIn("old@example.com", "abc", "192.0.2.1")).isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    void aPasswordChangedDuringASignInStaysChanged() {
        accounts.register("changed@example.com");
        var verified = accounts.store().identity("changed@example.com").orElseThrow();
        accounts.setHash("changed@example.com", "of the new password");

        accounts.store().replaceHash(accounts.tidepool(), verified, "of the old password");

        assertThat(accounts.hash("changed@example.com")).isEqualTo("of the new password");
    }

    @Test
    void anAddressThatLooksAlikeIsNotAnother() {
        accounts.register("ivan@example.com");

        assertThat(accounts.signIn("\u0130van@example.com", PASSWORD, "192.0.2.42"))
                .isInstanceOf(Accounts.SignIn.Wrong.class);
        assertThat(accounts.signIn("IVAN\u200b@Example.com", PASSWORD, "192.0.2.42"))
                .isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    @DisplayName("a failed sign-in waits for its time, whether there is an account and however it is hashed")
    void everyFailedSignInWaitsForItsTime() {
        accounts.register("waits@example.com");
        accounts.register("bcrypt@example.com");
        accounts.setHash("bcrypt@example.com", "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");

        for (var email : List.of("waits@example.com", "bcrypt@example.com", "nobody@example.com"))
            accounts.signIn(email, "wrong password", "192.0.2.40");
        accounts.signIn("waits@example.com", "long".repeat(100), "192.0.2.40");

        assertThat(accounts.waits())
                .hasSize(4)
                .allMatch(wait -> wait.isPositive() && wait.compareTo(FailureTiming.STEP) <= 0);
        assertThat(accounts.waits().getLast()).as("nothing was hashed").isEqualTo(FailureTiming.STEP);
        accounts.signIn("waits@example.com", PASSWORD, "192.0.2.40");
        assertThat(accounts.waits()).hasSize(4);
    }
}
