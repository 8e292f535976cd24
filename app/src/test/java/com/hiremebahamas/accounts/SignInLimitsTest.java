package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.limits.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SignInLimits limits = new SignInLimits(RateLimiter.local(() -> NOW));

    @Test
    void aSixthAttemptForOneAccountFromOneAddressWaits() {
        for (int i = 0; i < 5; i++) assertAllowed(limits.countSignIn("192.0.2.1", "ann@example.com"));

        assertThat(limits.countSignIn("192.0.2.1", "ANN@example.com")).isEqualTo(Duration.ofMinutes(3));
        assertAllowed(limits.countSignIn("192.0.2.1", "bo@example.com"));
        assertAllowed(limits.countSignIn("192.0.2.2", "ann@example.com"));
    }

    @Test
    void aThirtyFirstAttemptFromOneAddressWaits() {
        for (int i = 0; i < 30; i++) assertAllowed(limits.countSignIn("192.0.2.1", i + "@example.com"));

        assertThat(limits.countSignIn("192.0.2.1", "new@example.com")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void successfulSignInsOfOneAccountNeverWait() {
        for (int i = 0; i < 6; i++) signIn("ann@example.com");
    }

    @Test
    void successfulSignInsOfManyAccountsFromOneAddressNeverWait() {
        for (int i = 0; i < 31; i++) signIn(i + "@example.com");
    }

    @Test
    void aSixthRegistrationFromOneAddressWaits() {
        for (int i = 0; i < 5; i++) assertAllowed(limits.countRegistration("192.0.2.1"));

        assertThat(limits.countRegistration("192.0.2.1")).isEqualTo(Duration.ofMinutes(6));
        assertAllowed(limits.countSignIn("192.0.2.1", "ann@example.com"));
    }

    private void signIn(String email) {
        assertAllowed(limits.countSignIn("192.0.2.1", email));
        limits.refundSignIn("192.0.2.1", email);
    }

    private static void assertAllowed(Duration wait) {
        assertThat(wait).isZero();
    }
}
