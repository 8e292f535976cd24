package com.hiremebahamas.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {

    private static final RateLimit THREE = new RateLimit("test", 3, Duration.ofMinutes(15));

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final RateLimiter limits = RateLimiter.local(() -> now);

    @Test
    void whenAllTriesAreUsedTheWaitIsUntilTheNextOne() {
        use(3);

        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Refused(Duration.ofMinutes(5)));
        assertThat(limits.take(THREE, "bo")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void triesComeBackOneByOne() {
        use(3);

        now = now.plus(Duration.ofMinutes(5));

        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aTryGivenBackCanBeUsedAgain() {
        use(3);

        limits.giveBack(THREE, "ann");

        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void givingBackNeverMakesMoreThanThereWere() {
        limits.giveBack(THREE, "ann");
        limits.giveBack(THREE, "ann");

        use(3);
        assertThat(limits.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void withoutRedisThereIsNothingToReport() {
        limits.connect();

        assertThat(limits.state()).isEqualTo(RedisState.NOT_CONFIGURED);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::1, 20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "example.com, unknown",
        "'', unknown",
        "'192.0.2.1, 10.0.0.1', unknown"
    })
    void oneAddressOrOneSubscriberSharesAnAllowance(String address, String key) {
        assertThat(ClientKey.key(address)).isEqualTo(key);
    }

    private void use(int tries) {
        for (int i = 0; i < tries; i++) {
            assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        }
    }
}
