package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.limits.RateLimiter;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final ClientAddress ONE = ClientAddress.of("192.0.2.1");
    private static final ClientAddress OTHER = ClientAddress.of("192.0.2.2");

    private final SignInLimits limits = new SignInLimits(RateLimiter.local(() -> NOW));

    @Test
    void aSixthAttemptForOneAccountFromOneAddressWaits() {
        for (int i = 0; i < 5; i++) assertAllowed(limits.countSignIn(ONE, "ann@example.com"));

        assertThat(limits.countSignIn(ONE, "ANN@example.com")).isEqualTo(Duration.ofMinutes(3));
        assertAllowed(limits.countSignIn(ONE, "bo@example.com"));
        assertAllowed(limits.countSignIn(OTHER, "ann@example.com"));
    }

    @Test
    void aThirtyFirstAttemptFromOneAddressWaits() {
        for (int i = 0; i < 30; i++) assertAllowed(limits.countSignIn(ONE, i + "@example.com"));

        assertThat(limits.countSignIn(ONE, "new@example.com")).isEqualTo(Duration.ofSeconds(30));
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
    void aSixtyFirstSuccessOfOneAccountWaits() {
        for (int i = 0; i < 60; i++) assertAllowed(limits.countSuccess(1));

        assertThat(limits.countSuccess(1)).isEqualTo(Duration.ofSeconds(15));
        assertAllowed(limits.countSuccess(2));
    }

    @Test
    @DisplayName("a class of school leavers registers behind one address; a sixty-first registration waits")
    void aSixtyFirstRegistrationFromOneAddressWaits() {
        for (int i = 0; i < 60; i++) assertAllowed(limits.countRegistration(ONE));

        assertThat(limits.countRegistration(ONE)).isEqualTo(Duration.ofSeconds(30));
        assertAllowed(limits.countSignIn(ONE, "ann@example.com"));
    }

    @Test
    @DisplayName("R25 the hosts of one IPv6 network register as often as sixteen")
    void theHostsOfOneNetworkRegisterAsOftenAsSixteen() {
        for (int i = 0; i < 16 * 60; i++)
            assertAllowed(limits.countRegistration(ClientAddress.of("2001:db8:1:" + Integer.toHexString(i) + "::1")));

        assertThat(limits.countRegistration(ClientAddress.of("2001:db8:1:ffff::1")))
                .isPositive();
        assertAllowed(limits.countRegistration(ClientAddress.of("2001:db8:2::1")));
    }

    @Test
    @DisplayName("R25 a registration that is refunded does not count, for the host and for its network")
    void aRefundedRegistrationDoesNotCount() {
        for (int i = 0; i < 2000; i++) {
            var client = ClientAddress.of("2001:db8:1::1");
            assertAllowed(limits.countRegistration(client));
            limits.refundRegistration(client);
        }
    }

    @Test
    void refusedAttemptsAtOneAccountLeaveTheLimitToOthersBehindTheAddress() {
        for (int i = 0; i < 50; i++) limits.countSignIn(ONE, "ann@example.com");

        for (int i = 0; i < 25; i++) assertAllowed(limits.countSignIn(ONE, i + "@example.com"));
        assertThat(limits.countSignIn(ONE, "new@example.com")).isPositive();
    }

    @Test
    void whatANetworkIsRefusedDoesNotCountForItsHost() {
        for (int i = 0; i < 16 * 60; i++)
            limits.countRegistration(ClientAddress.of("2001:db8:1:" + Integer.toHexString(i) + "::1"));
        var host = ClientAddress.of("2001:db8:1:ffff::1");
        for (int i = 0; i < 50; i++) assertThat(limits.countRegistration(host)).isPositive();

        limits.refundRegistration(ClientAddress.of("2001:db8:1:1::1"));
        assertAllowed(limits.countRegistration(host));
    }

    @Test
    @DisplayName("R25 one IPv6 network among those that one address names leaves room for the others")
    void oneNetworkAmongThoseThatAreNamedLeavesRoom() {
        int allowed = 0;
        for (int i = 0; i < 5 * 60; i++)
            if (limits.countRegistration(named("2001:db8:1:" + Integer.toHexString(i) + "::1"))
                    .isZero()) allowed++;

        assertThat(allowed).isEqualTo(4 * 60);
        for (int i = 0; i < 12; i++)
            for (int j = 0; j < 60; j++) assertAllowed(limits.countRegistration(named("203.0.113." + i)));
        assertThat(limits.countRegistration(named("203.0.113.99"))).isPositive();
        assertAllowed(limits.countRegistration(ClientAddress.of("203.0.113.99")));
    }

    @Test
    @DisplayName("sign-ups with an address do not use up the mails by which its owner signs in")
    void mailsOfSignUpsLeaveThoseOfTheOwner() {
        for (int i = 0; i < 3; i++) assertAllowed(limits.countMail("ann@example.com"));
        assertThat(limits.countMail("ANN@example.com")).isEqualTo(Duration.ofMinutes(20));

        for (int i = 0; i < 3; i++) assertAllowed(limits.countRecoveryMail("ann@example.com"));
        assertThat(limits.countRecoveryMail("ann@example.com")).isPositive();
    }

    private static ClientAddress named(String address) {
        return new ClientAddress(InetAddress.ofLiteral(address), InetAddress.ofLiteral("76.76.21.9"));
    }

    private void signIn(String email) {
        assertAllowed(limits.countSignIn(ONE, email));
        limits.refundSignIn(ONE, email);
    }

    private static void assertAllowed(Duration wait) {
        assertThat(wait).isZero();
    }
}
