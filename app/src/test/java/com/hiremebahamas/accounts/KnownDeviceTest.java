package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.accounts.Accounts.SignIn;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Signing in on devices that an account knows, and on new ones, while other clients try wrong passwords.
class KnownDeviceTest {

    private final TestAccounts accounts = new TestAccounts();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    @DisplayName("of a thousand wrong passwords from a thousand addresses thirty are tried, and the owner gets in")
    void whoGuessesFromManyAddressesDoesNotKeepTheOwnerOut() {
        accounts.register("ann@example.com");
        var known = device("ann@example.com");

        int tried = 0;
        for (int i = 0; i < 1000; i++)
            if (signIn("ann@example.com", "guess " + i, i, "") instanceof SignIn.Wrong) tried++;

        assertThat(tried).isEqualTo(30);
        assertThat(signIn("ann@example.com", PASSWORD, 1001, "")).isInstanceOf(SignIn.OnlyKnownDevices.class);
        assertThat(signIn("ann@example.com", PASSWORD, 1002, known)).isInstanceOf(SignIn.SignedIn.class);
        accounts.later(Duration.ofMinutes(2));
        assertThat(signIn("ann@example.com", PASSWORD, 1003, "")).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    @DisplayName("beyond the limit the outcome is the same whether or not the address has an account")
    void theLimitDoesNotTellWhetherThereIsAnAccount() {
        accounts.register("there@example.com");
        for (var email : new String[] {"there@example.com", "gone@example.com"}) guess(email);

        assertThat(signIn("there@example.com", PASSWORD, 100, ""))
                .isInstanceOf(SignIn.OnlyKnownDevices.class)
                .isEqualTo(signIn("gone@example.com", PASSWORD, 101, ""));
    }

    @Test
    void aDeviceThatAnotherAccountKnowsIsNewToThisOne() {
        accounts.register("thief@example.com");
        accounts.register("owner@example.com");
        var theirs = device("thief@example.com");
        guess("owner@example.com");

        assertThat(signIn("owner@example.com", PASSWORD, 100, theirs)).isInstanceOf(SignIn.OnlyKnownDevices.class);
    }

    @Test
    void aKnownDeviceCannotGuessForEver() {
        accounts.register("child@example.com");
        var known = device("child@example.com");
        for (int i = 0; i < 10; i++)
            assertThat(signIn("child@example.com", "guess " + i, i, known)).isInstanceOf(SignIn.Wrong.class);

        assertThat(signIn("child@example.com", PASSWORD, 100, known)).isInstanceOf(SignIn.TooMany.class);
    }

    @Test
    @DisplayName("a known device signs in behind an address from which others guess")
    void aKnownDeviceSignsInBesideThoseWhoGuess() {
        accounts.register("hotel@example.com");
        var known = device("hotel@example.com");
        for (int i = 0; i < 6; i++) signIn("hotel@example.com", "guess " + i, 1, "");

        assertThat(signIn("hotel@example.com", PASSWORD, 1, "")).isInstanceOf(SignIn.TooMany.class);
        assertThat(signIn("hotel@example.com", PASSWORD, 1, known)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    @DisplayName("signing in to an account of one's own gives no further guess at another's")
    void aSuccessGivesBackOnlyWhatItWasCountedFor() {
        accounts.register("own@example.com");
        var known = device("own@example.com");
        for (int i = 0; i < 30; i++) signIn(i + "@example.com", "guess", 7, "");

        for (int i = 0; i < 5; i++) signIn("own@example.com", PASSWORD, 7, known);

        assertThat(signIn("next@example.com", "guess", 7, "")).isInstanceOf(SignIn.TooMany.class);
    }

    private void guess(String email) {
        for (int i = 0; i < 30; i++) signIn(email, "guess " + i, i, "");
    }

    /// The token by which a browser is known once it has signed in.
    private String device(String email) {
        return ((SignIn.SignedIn) signIn(email, PASSWORD, 2000, "")).session().device();
    }

    private SignIn signIn(String email, String password, int host, String known) {
        return accounts.signIn(email, password, "198.51." + host / 256 + "." + host % 256, known);
    }
}
