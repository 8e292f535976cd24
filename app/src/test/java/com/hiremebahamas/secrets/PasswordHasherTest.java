package com.hiremebahamas.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Problem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

    private static final String PASSWORD = "seven grey pelicans";
    private static final String BCRYPT_ABC = "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    private static final int QUEUE = 3;

    private final PasswordHasher hasher = new PasswordHasher(1, QUEUE);

    @AfterEach
    void close() {
        hasher.close();
    }

    @Test
    void aHashMatchesItsOwnPasswordOnly() {
        var hash = hasher.hash(PASSWORD);

        assertThat(matches(PASSWORD, hash)).isTrue();
        assertThat(matches("seven grey pelican", hash)).isFalse();
        assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hash);
        assertThat(PasswordHasher.isOutdated(hash)).isFalse();
    }

    @Test
    void accentsMatchHoweverTheKeyboardComposesThem() {
        var composed = "Jos\u00e9 Jos\u00e9";
        var decomposed = "Jose\u0301 Jose\u0301";

        assertThat(matches(decomposed, hasher.hash(composed))).isTrue();
        assertThat(matches(composed, hasher.hash(decomposed))).isTrue();
    }

    @Test
    void withoutAHashNoPasswordMatches() {
        assertThat(matches("nobody has this password", "")).isFalse();
    }

    @Test
    void theDummyHashCostsAsMuchAsARealOne() {
        var prefix = "$argon2id$v=19$m=19456,t=2,p=1$";

        assertThat(PasswordHasher.DUMMY_HASH).startsWith(prefix);
        assertThat(hasher.hash(PASSWORD)).startsWith(prefix).hasSameSizeAs(PasswordHasher.DUMMY_HASH);
    }

    @Test
    void aBcryptHashIsVerifiedAndOutdated() {
        assertThat(matches("abc", BCRYPT_ABC)).isTrue();
        assertThat(matches("abd", BCRYPT_ABC)).isFalse();
        assertThat(PasswordHasher.isOutdated(BCRYPT_ABC)).isTrue();
    }

    @Test
    void anArgon2HashOfALowerCostIsOutdated() {
        var hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(matches("password", hash)).isTrue();
        assertThat(PasswordHasher.isOutdated(hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "$2b$",
                "$2b$10$short",
                "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$argon2id$",
                "$argon2id$v=19$m=1$x$y",
                "plain text"
            })
    void aMalformedHashMatchesNothing(String hash) {
        assertThat(matches("abc", hash)).isFalse();
        assertThat(PasswordHasher.isOutdated(hash)).isFalse();
    }

    private boolean matches(String password, String hash) {
        return hasher.verify(password, hash).matches();
    }

    /// The only thread of the pool is occupied until the test releases it, however fast the machine is.
    @Nested
    class WhileTheThreadIsOccupied {

        private final CountDownLatch released = new CountDownLatch(1);
        private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

        WhileTheThreadIsOccupied() throws InterruptedException {
            var occupied = new CountDownLatch(1);
            var _ = callers.submit(() -> hasher.run(() -> {
                occupied.countDown();
                released.await();
                return true;
            }));
            occupied.await();
        }

        @AfterEach
        void release() {
            released.countDown();
            callers.close();
        }

        @Test
        void callersBeyondTheQueueAreRejectedAndTheQueuedOnesAreServed()
                throws InterruptedException, ExecutionException {
            var first = queue("abc");
            var second = queue("abd");
            var third = queue("abc");
            await().until(() -> hasher.queued() == QUEUE);

            assertRejected(queue("abc"));
            released.countDown();

            assertThat(first.get()).isTrue();
            assertThat(second.get()).isFalse();
            assertThat(third.get()).isTrue();
        }

        @Test
        void noCallerWaitsLongerThanItsDeadline() {
            assertRejectedAtTheDeadline(BCRYPT_ABC);
        }

        /// Else the duration of a response would say which addresses have an account.
        @Test
        void anUnknownAccountWaitsForAThreadToo() {
            assertRejectedAtTheDeadline("");
        }

        @Test
        void aPasswordThatIsTooLongIsNotHashed() {
            assertThat(Deadline.within(Duration.ofMillis(1), () -> matches("x".repeat(257), BCRYPT_ABC)))
                    .isFalse();
        }

        /// Else the length of the queue would decide which hashes end before a step of the wait for failures.
        @Test
        void theTimeOfAHashDoesNotIncludeTheQueue() throws InterruptedException, ExecutionException {
            long start = System.nanoTime();
            var queued = callers.submit(() -> hasher.verify("abd", BCRYPT_ABC));
            await().until(() -> hasher.queued() == 1);
            long waiting = System.nanoTime();
            LockSupport.parkNanos(50_000_000);
            long waited = System.nanoTime() - waiting;
            released.countDown();

            var verification = queued.get();

            assertThat(verification.took())
                    .isPositive()
                    .isLessThan(Duration.ofNanos(System.nanoTime() - start - waited));
        }

        @Test
        void closingLosesNoCallerThatIsQueued() throws InterruptedException, ExecutionException {
            var queued = queue("abc");
            await().until(() -> hasher.queued() == 1);

            hasher.close();
            released.countDown();

            assertThat(queued.get()).isTrue();
        }

        private void assertRejectedAtTheDeadline(String hash) {
            assertRejected(callers.submit(() -> Deadline.within(Duration.ofMillis(1), () -> matches("abc", hash))));
        }

        private static void assertRejected(Future<Boolean> caller) {
            await().until(caller::isDone);

            assertThat(caller.exceptionNow()).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.headers()).containsEntry("Retry-After", "5");
            });
        }

        private Future<Boolean> queue(String password) {
            return callers.submit(() -> matches(password, BCRYPT_ABC));
        }
    }
}
