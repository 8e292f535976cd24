package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.web.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final TestDatabase DATABASE = TestDatabase.empty();
    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final ClientAddress FROM = ClientAddress.of("192.0.2.43");

    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final AccountStore store = new AccountStore(DATABASE.tidepool());
    private final SessionStore sessions = new SessionStore(DATABASE.tidepool());
    private final Accounts accounts = accounts(HASHER);

    @AfterAll
    static void close() {
        HASHER.close();
        DATABASE.close();
    }

    @Test
    void ofFiftyConcurrentRegistrationsOfOneAddressOneSucceeds() throws Exception {
        var outcomes = Concurrently.run(
                50,
                i -> DATABASE.tidepool()
                        .write(transaction -> store.insert(
                                transaction,
                                form(i % 2 == 0 ? "race@example.com" : "Race@Example.com"),
                                "$argon2id$none")));

        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void aBcryptHashIsReplacedAtTheNextSignIn() {
        register("old@example.com");
        var old = "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"; // of "abc"
        setHash("old@example.com", old);

        assertThat(signIn("old@example.com", "abd", "192.0.2.1")).isInstanceOf(Accounts.SignIn.Wrong.class);
        assertThat(hash("old@example.com")).isEqualTo(old);
        assertThat(signIn("old@example.com", "abc", "192.0.2.1")).isInstanceOf(Accounts.SignIn.SignedIn.class);
        assertThat(hash("old@example.com")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(signIn("old@example.com", "abc", "192.0.2.1")).isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    void afterFiveWrongPasswordsThatAddressAloneWaits() {
        register("often@example.com");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("often@example.com", "wrong password", "192.0.2.7"))
                    .isInstanceOf(Accounts.SignIn.Wrong.class);
        }

        assertThat(signIn("often@example.com", PASSWORD, "192.0.2.7")).isInstanceOf(Accounts.SignIn.TooMany.class);
        assertThat(signIn("often@example.com", PASSWORD, "192.0.2.8")).isInstanceOf(Accounts.SignIn.SignedIn.class);

        now = now.plus(Duration.ofMinutes(16));
        assertThat(signIn("often@example.com", PASSWORD, "192.0.2.7")).isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    @DisplayName("a failed sign-in waits for its time, whether there is an account and however it is hashed")
    void everyFailedSignInWaitsForItsTime() {
        register("waits@example.com");
        register("bcrypt@example.com");
        setHash("bcrypt@example.com", "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");

        for (var email : List.of("waits@example.com", "bcrypt@example.com", "nobody@example.com"))
            signIn(email, "wrong password", "192.0.2.40");
        signIn("waits@example.com", "long".repeat(100), "192.0.2.40");

        assertThat(waits).hasSize(4).allMatch(wait -> wait.isPositive() && wait.compareTo(FailureTiming.STEP) <= 0);
        assertThat(waits.getLast()).as("nothing was hashed").isEqualTo(FailureTiming.STEP);
        signIn("waits@example.com", PASSWORD, "192.0.2.40");
        assertThat(waits).hasSize(4);
    }

    @Test
    @DisplayName("an attempt that is not verified because the hasher is busy counts for no limit")
    void aBusyHasherCostsNobodyAnAttempt() throws Exception {
        register("busy@example.com");
        try (var busy = new PasswordHasher(1, 1)) {
            var full = accounts(busy);
            var hold = new CountDownLatch(1);
            var holders = List.of(start(busy, hold), start(busy, hold));
            await().until(() -> busy.queued() == 1);
            for (int i = 0; i < 40; i++) {
                assertThatThrownBy(() -> full.signIn(new SignInForm("busy@example.com", PASSWORD), FROM, ""))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.status()).isEqualTo(503));
                assertThatThrownBy(() -> full.register(form("busy@example.org"), FROM))
                        .isInstanceOf(Problem.class);
            }
            hold.countDown();
            for (var holder : holders) holder.join();

            assertThat(full.signIn(new SignInForm("busy@example.com", PASSWORD), FROM, ""))
                    .isInstanceOf(Accounts.SignIn.SignedIn.class);
            assertThat(full.register(form("busy@example.org"), FROM))
                    .isInstanceOf(Accounts.Registration.Registered.class);
        }
    }

    @Test
    @DisplayName(
            "R24 failed sign-ins that wait for their time leave room for other requests, and cost nobody an attempt")
    void failuresThatWaitAreBounded() throws Exception {
        register("waiting@example.com");
        var waiting = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        var few = accounts(
                HASHER,
                new FailureTiming(_ -> {
                    waiting.countDown();
                    end.await();
                }),
                2);
        var wrong = new SignInForm("waiting@example.com", "wrong password");
        var right = new SignInForm("waiting@example.com", PASSWORD);
        var threads = List.of(
                Thread.startVirtualThread(() -> few.signIn(wrong, FROM, "")),
                Thread.startVirtualThread(() -> few.signIn(wrong, FROM, "")));
        waiting.await();

        for (int i = 0; i < 40; i++)
            assertThatThrownBy(() -> few.signIn(right, FROM, ""))
                    .isInstanceOfSatisfying(
                            Problem.class, busy -> assertThat(busy.code()).isEqualTo("sign_ins_busy"));
        end.countDown();
        for (var thread : threads) thread.join();
        assertThat(few.signIn(right, FROM, "")).isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    private static Thread start(PasswordHasher hasher, CountDownLatch hold) {
        return Thread.startVirtualThread(() -> hasher.run(() -> {
            hold.await();
            return true;
        }));
    }

    @Test
    void addressesThatLookAlikeShareTheirAttempts() {
        for (var email : List.of(
                "ian@example.com",
                "\u0130an@example.com",
                "IAN@example.com",
                "\u0131an@example.com",
                "i\u200ban@example.com"))
            assertThat(signIn(email, "wrong password", "192.0.2.41")).isInstanceOf(Accounts.SignIn.Wrong.class);

        assertThat(signIn("\u0130an@EXAMPLE.com", "wrong password", "192.0.2.41"))
                .isInstanceOf(Accounts.SignIn.TooMany.class);
    }

    @Test
    void anAddressThatLooksAlikeIsNotAnother() {
        register("ivan@example.com");

        assertThat(signIn("\u0130van@example.com", PASSWORD, "192.0.2.42")).isInstanceOf(Accounts.SignIn.Wrong.class);
        assertThat(signIn("IVAN\u200b@Example.com", PASSWORD, "192.0.2.42"))
                .isInstanceOf(Accounts.SignIn.SignedIn.class);
    }

    @Test
    void successfulSignInsNeverWait() {
        register("monday@example.com");

        for (int i = 0; i < 8; i++) {
            assertThat(signIn("monday@example.com", PASSWORD, "192.0.2.9"))
                    .isInstanceOf(Accounts.SignIn.SignedIn.class);
        }
    }

    @Test
    @DisplayName("R24 an account has twenty sessions: the oldest end")
    void anAccountHasTwentySessions() {
        register("devices@example.com");
        signIn("devices@example.com", PASSWORD, "192.0.2.10");
        long id = store.identity("devices@example.com").orElseThrow().id();
        var oldest = SessionToken.random(new SecureRandom());
        sessions.deleteAll(id);
        sessions.insert(DATABASE.tidepool(), oldest, id);
        for (int i = 0; i < 30; i++) {
            sessions.insert(DATABASE.tidepool(), SessionToken.random(new SecureRandom()), id);
        }

        var signedIn = (Accounts.SignIn.SignedIn) signIn("devices@example.com", PASSWORD, "192.0.2.10");

        assertThat(sessions.count(id)).isEqualTo(20);
        assertThat(sessions.find(oldest.text())).isEmpty();
        assertThat(sessions.find(signedIn.token())).isPresent();
    }

    @Test
    void afterThirtyAttemptsThatNetworkWaits() {
        for (int i = 0; i < 30; i++) {
            signIn("guess" + i + "@example.com", "wrong password", "2001:db8:1:2::" + i);
        }

        assertThat(signIn("guess30@example.com", "wrong password", "2001:db8:1:2:ffff::1"))
                .isInstanceOf(Accounts.SignIn.TooMany.class);
        assertThat(signIn("guess30@example.com", "wrong password", "2001:db8:1:3::1"))
                .isInstanceOf(Accounts.SignIn.Wrong.class);
    }

    @Test
    void theSixthRegistrationFromOneAddressWaits() {
        for (int i = 0; i < 5; i++)
            accounts.register(form("many" + i + "@example.com"), ClientAddress.of("192.0.2.20"));

        assertThat(accounts.register(form("many5@example.com"), ClientAddress.of("192.0.2.20")))
                .isInstanceOfSatisfying(
                        Accounts.Registration.TooMany.class,
                        refused -> assertThat(refused.retryAfter())
                                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6)));
        assertThat(accounts.register(form("many5@example.com"), ClientAddress.of("192.0.2.21")))
                .isInstanceOf(Accounts.Registration.Registered.class);
    }

    @Test
    void anIncompleteRegistrationCountsForNoLimit() {
        for (int i = 0; i < 6; i++) {
            assertThat(accounts.register(RegistrationForm.BLANK, ClientAddress.of("192.0.2.30")))
                    .isInstanceOf(Accounts.Registration.Refused.class);
        }

        assertThat(accounts.register(form("complete@example.com"), ClientAddress.of("192.0.2.30")))
                .isInstanceOf(Accounts.Registration.Registered.class);
    }

    @Test
    void aPasswordChangedDuringASignInStaysChanged() {
        register("changed@example.com");
        var verified = store.identity("changed@example.com").orElseThrow();
        setHash("changed@example.com", "of the new password");

        store.replaceHash(DATABASE.tidepool(), verified, "of the old password");

        assertThat(hash("changed@example.com")).isEqualTo("of the new password");
    }

    @Test
    void theDatabaseStoresTheSha256OfAToken() {
        register("hashed@example.com");
        var token = token(signIn("hashed@example.com", PASSWORD, "192.0.2.1"));

        assertThat(DATABASE.tidepool()
                        .one(
                                "select 1 as n from session where token_hash = sha256(convert_to(?, 'UTF8'))",
                                row -> row.getInt("n"),
                                token))
                .contains(1);
    }

    @Test
    void signingInEndsTheEarlierSessionAndDeletesExpiredOnes() {
        register("tidy@example.com");
        var first = token(signIn("tidy@example.com", PASSWORD, "192.0.2.1"));
        insertExpiredSession("tidy@example.com");

        var second = token(
                accounts.signIn(new SignInForm("tidy@example.com", PASSWORD), ClientAddress.of("192.0.2.1"), first));

        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        assertThat(DATABASE.tidepool().one("select 1 as n from session where expires_at < now()", row -> 1))
                .isEmpty();
    }

    @Test
    void anExpiredSessionIsNotCounted() {
        register("counted@example.com");
        insertExpiredSession("counted@example.com");
        var account = store.identity("counted@example.com").orElseThrow();

        assertThat(sessions.count(account.id())).isEqualTo(1);
    }

    private Accounts accounts(PasswordHasher hasher) {
        return accounts(hasher, new FailureTiming(waits::add), 100);
    }

    private Accounts accounts(PasswordHasher hasher, FailureTiming timing, int maxSignIns) {
        return new Accounts(
                DATABASE.tidepool(),
                store,
                sessions,
                hasher,
                new SignInLimits(RateLimiter.local(clock)),
                timing,
                new SecureRandom(),
                maxSignIns);
    }

    private void register(String email) {
        accounts.register(form(email), ClientAddress.of("192.0.2." + (email.hashCode() & 63)));
    }

    private static RegistrationForm form(String email) {
        return new RegistrationForm(email, PASSWORD, "Ann", "", "");
    }

    private Accounts.SignIn signIn(String email, String password, String from) {
        return accounts.signIn(new SignInForm(email, password), ClientAddress.of(from), "");
    }

    private static String token(Accounts.SignIn signIn) {
        return ((Accounts.SignIn.SignedIn) signIn).token();
    }

    private static void insertExpiredSession(String email) {
        DATABASE.tidepool().update("""
                insert into session (token_hash, account_id, created_at, expires_at)
                select sha256(convert_to(email, 'UTF8')), id, now() - interval '20 days', now() - interval '6 days'
                  from account
                 where email = ?
                """, email);
    }

    private static void setHash(String email, String hash) {
        DATABASE.tidepool().update("update account set password_hash = ? where email = ?", hash, email);
    }

    private static String hash(String email) {
        return DATABASE.tidepool()
                .one("select password_hash as h from account where email = ?", row -> row.getString("h"), email)
                .orElseThrow();
    }
}
