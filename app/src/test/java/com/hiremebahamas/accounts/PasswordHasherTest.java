package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Problem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher();

    @AfterEach
    void close() {
        hasher.close();
    }

    @Test
    void aPasswordFitsItsOwnHashOnly() {
        var hash = hasher.hash("seven grey pelicans");

        assertThat(hasher.fits("seven grey pelicans", hash)).isTrue();
        assertThat(hasher.fits("seven grey pelican", hash)).isFalse();
        assertThat(hasher.hash("seven grey pelicans")).isNotEqualTo(hash);
        assertThat(PasswordHasher.isOutdated(hash)).isFalse();
    }

    @Test
    void accentsFitHoweverTheKeyboardComposesThem() {
        var composed = "Jos\u00e9 Jos\u00e9";
        var inParts = "Jose\u0301 Jose\u0301";

        assertThat(hasher.fits(inParts, hasher.hash(composed))).isTrue();
        assertThat(hasher.fits(composed, hasher.hash(inParts))).isTrue();
    }

    @Test
    void withoutAnAccountNoPasswordFits() {
        assertThat(hasher.fits("nobody has this password", "")).isFalse();
        assertThat(hasher.fits("x".repeat(100_000), "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void oldHashesAreVerifiedWithTheirFirst72Bytes(String kind) {
        var long1 = "é".repeat(36) + "the rest was never looked at";
        var hash = BCrypt.hashpw("é".repeat(36), BCrypt.gensalt(kind, 4));

        assertThat(hash).startsWith(kind);
        assertThat(PasswordHasher.isOutdated(hash)).isTrue();
        assertThat(hasher.fits(long1, hash)).isTrue();
        assertThat(hasher.fits("é".repeat(35), hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "$2b$", "$2b$10$short", "$argon2id$", "$argon2id$v=19$m=1$x$y", "plain text"})
    void aHashThatIsNoneFitsNothing(String hash) {
        assertThat(hasher.fits("seven grey pelicans", hash)).isFalse();
    }

    @Test
    void aFloodIsRefusedInBoundAndTheRestIsServed() throws Exception {
        var hash = hasher.hash("seven grey pelicans");
        var outcomes = Concurrently.run(200, _ -> verdict(hash));

        assertThat(outcomes).containsOnly("fits", "503");
        // As many as may wait: whoever works may still be putting down the first hash.
        assertThat(outcomes).filteredOn("fits"::equals).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void nobodyWaitsLongerThanTheDeadlineOfTheRequest() throws Exception {
        var hash = hasher.hash("seven grey pelicans");
        var outcomes = Concurrently.run(30, _ -> Deadline.within(Duration.ofMillis(1), () -> verdict(hash)));

        assertThat(outcomes).contains("503");
    }

    private String verdict(String hash) {
        try {
            return hasher.fits("seven grey pelicans", hash) ? "fits" : "wrong";
        } catch (Problem problem) {
            return Integer.toString(problem.status());
        }
    }
}
