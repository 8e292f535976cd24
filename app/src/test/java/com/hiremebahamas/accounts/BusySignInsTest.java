package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.secrets.BusyHasher;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.web.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Sign-ins while the hasher is busy, or as many failed ones wait as may.
class BusySignInsTest {

    private static final Client FROM = TestAccounts.client("192.0.2.43", "");

    private final TestAccounts accounts = new TestAccounts();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    @DisplayName("an attempt that is not verified because the hasher is busy counts for no limit")
    void aBusyHasherCostsNobodyAnAttempt() throws Exception {
        accounts.register("busy@example.com");
        try (var busy = new BusyHasher()) {
            var full = accounts.with(busy.hasher());
            for (int i = 0; i < 40; i++) {
                assertThatThrownBy(() -> full.signIn(new SignInForm("busy@example.com", PASSWORD), FROM))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.status()).isEqualTo(503));
                assertThatThrownBy(() -> full.register(TestAccounts.form("busy@example.org"), FROM))
                        .isInstanceOf(Problem.class);
            }
            busy.release();

            assertThat(full.signIn(new SignInForm("busy@example.com", PASSWORD), FROM))
                    .isInstanceOf(Accounts.SignIn.SignedIn.class);
            assertThat(full.register(TestAccounts.form("busy@example.org"), FROM))
                    .isInstanceOf(Accounts.Registration.Registered.class);
        }
    }

    @Test
    @DisplayName(
            "R24 failed sign-ins that wait for their time leave room for other requests, and cost nobody an attempt")
    void failuresThatWaitAreBounded() throws Exception {
        accounts.register("waiting@example.com");
        var waiting = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        var few = accounts.with(
                new FailureTiming(_ -> {
                    waiting.countDown();
                    end.await();
                }),
                2);
        var wrong = new SignInForm("waiting@example.com", "wrong password");
        var right = new SignInForm("waiting@example.com", PASSWORD);
        var threads = List.of(
                Thread.startVirtualThread(() -> few.signIn(wrong, FROM)),
                Thread.startVirtualThread(() -> few.signIn(wrong, FROM)));
        waiting.await();

        for (int i = 0; i < 40; i++)
            assertThatThrownBy(() -> few.signIn(right, FROM))
                    .isInstanceOfSatisfying(
                            Problem.class, busy -> assertThat(busy.code()).isEqualTo("sign_ins_busy"));
        end.countDown();
        for (var thread : threads) thread.join();
        assertThat(few.signIn(right, FROM)).isInstanceOf(Accounts.SignIn.SignedIn.class);
    }
}
