package com.hiremebahamas.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hiremebahamas.redis.RedisState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final RateLimit THREE = new RateLimit("test", 3, Duration.ofMinutes(15));

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final RateLimiter limits = RateLimiter.local(() -> now);

    @Test
    void anEmptyBucketIsRefusedUntilTheNextRefill() {
        use(3);

        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Refused(Duration.ofMinutes(5)));
        assertThat(limits.tryConsume(THREE, "bo")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void attemptsAreRefilledOneByOne() {
        use(3);

        now = now.plus(Duration.ofMinutes(5));

        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aRefundedAttemptCanBeUsedAgain() {
        use(3);

        limits.refund(THREE, "ann");

        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void aRefundNeverExceedsTheCapacity() {
        limits.refund(THREE, "ann");
        limits.refund(THREE, "ann");

        use(3);
        assertThat(limits.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aLimitHasAtLeastOneAttemptAndAPositiveWindow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("none", 0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("none", 1, Duration.ZERO));
    }

    @Test
    void manyClientsOccupyABoundedNumberOfBuckets() {
        var buckets = new LocalBuckets(() -> now);

        for (int i = 0; i < 25_000; i++) buckets.tryConsume(THREE, "client " + i);

        assertThat(buckets.size()).isEqualTo(20_000);
    }

    @Test
    void withoutRedisTheStateIsNotConfigured() {
        limits.connect();

        assertThat(limits.state()).isEqualTo(RedisState.NOT_CONFIGURED);
    }

    private void use(int attempts) {
        for (int i = 0; i < attempts; i++) {
            assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        }
    }
}
