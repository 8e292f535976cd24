package com.hiremebahamas.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedBucketsTest {

    private static final RateLimit THREE = new RateLimit("test", 3, Duration.ofMinutes(15));
    private static final Duration SOON = Duration.ofSeconds(15);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
    }

    @Test
    @DisplayName("R20 instances share one count through Redis")
    void instancesShareOneCount() {
        var redis = redis();
        var here = connected(redis.url());
        var there = connected(redis.url());

        assertThat(here.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(there.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(here.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());

        assertThat(there.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(here.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    @DisplayName("R20 when Redis is killed each instance goes on counting, with no fresh allowance")
    void aKilledRedisGivesNobodyAFreshAllowance() {
        var redis = redis();
        var limits = connected(redis.url());
        limits.take(THREE, "ann");
        limits.take(THREE, "ann");

        redis.kill();

        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(limits.take(THREE, "bo")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    @DisplayName("R20 a Redis that comes back is used again by itself")
    void aRedisThatComesBackIsUsedAgain() {
        var redis = redis();
        var limits = connected(redis.url());
        redis.kill();
        await().atMost(SOON).until(() -> {
            limits.take(THREE, "somebody " + System.nanoTime());
            return limits.state() != RedisState.READY;
        });

        redis.start();

        awaitReadyAgain(limits);
    }

    @Test
    @DisplayName("R20 a full Redis is as good as none")
    void aFullRedisIsAsGoodAsNone() {
        var redis = redis("maxmemory 1", "maxmemory-policy noeviction");
        var limits = limits(redis.url());

        limits.connect();

        await().atMost(SOON).until(() -> limits.state() == RedisState.UNREACHABLE);
        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://127.0.0.1:1", "redis://no.such.host.invalid:6379", "nonsense", "http://127.0.0.1/"})
    @DisplayName("R20 a Redis that cannot be reached costs nothing but a warning")
    void anUnreachableRedisCostsNothing(String url) {
        var limits = limits(url);

        limits.connect();
        await().atMost(SOON).until(() -> limits.state() == RedisState.UNREACHABLE);

        assertThat(took(() -> limits.take(THREE, "ann"))).isLessThan(Duration.ofSeconds(1));
        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    @DisplayName("R20 a wrong password for Redis is told without the password")
    void aWrongPasswordIsToldWithoutIt() {
        var redis = redis("requirepass right");
        var link = new RedisConnections(redis.url().replace("redis://", "redis://:wrong-secret@"));
        opened.add(link);

        var reason = "";
        try {
            link.open();
        } catch (RuntimeException e) {
            reason = RedisConnections.reason(e);
        }

        assertThat(reason).contains("WRONGPASS").doesNotContain("wrong-secret");
    }

    @Test
    @DisplayName("R20 a malformed REDIS_URL is told without what is in it")
    void aMalformedUrlIsToldWithoutWhatIsInIt() {
        for (var url :
                List.of("redis//user:secret@host", "redis://:secret@host:port", "secret", "redis://ho st:secret")) {
            var link = new RedisConnections(url);
            var reason = "none";
            try {
                link.open();
            } catch (RuntimeException e) {
                reason = RedisConnections.reason(e);
            }
            link.close();
            assertThat(reason).doesNotContain("secret");
        }
    }

    @Test
    @DisplayName("R20 a Redis that is mute delays a request by a tenth of a second once, and then not at all")
    void aMuteRedisDelaysNobodyForLong() {
        var redis = redis();
        var limits = connected(redis.url());
        redis.suspend();

        assertThat(took(() -> limits.take(THREE, "ann"))).isLessThan(Duration.ofSeconds(1));
        assertThat(limits.state()).isEqualTo(RedisState.UNREACHABLE);
        // A hundred waits of a tenth of a second each would be ten seconds.
        assertThat(took(() -> IntStream.range(0, 100).forEach(_ -> limits.take(THREE, "ann"))))
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("R20 a Redis that was mute for a while is used again by itself")
    void aRedisThatWasMuteIsUsedAgain() {
        var redis = redis();
        var limits = connected(redis.url());
        redis.suspend();
        limits.take(THREE, "ann");
        assertThat(limits.state()).isEqualTo(RedisState.UNREACHABLE);

        redis.resume();

        awaitReadyAgain(limits);
    }

    @Test
    @DisplayName("R20 a Redis that is mute from the start costs nothing but a warning")
    void aRedisThatIsMuteFromTheStartCostsNothing() {
        try (var mute = MuteServer.open()) {
            var limits = limits("redis://127.0.0.1:" + mute.port());

            limits.connect();
            await().atMost(SOON).until(() -> limits.state() == RedisState.UNREACHABLE);

            assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        }
    }

    @Test
    @DisplayName("R20 a Redis that fills up is as good as none until there is room again")
    void aRedisThatFillsUpIsAsGoodAsNone() {
        var redis = redis("maxmemory-policy noeviction");
        var limits = connected(redis.url());
        limits.take(THREE, "ann");
        limits.take(THREE, "ann");

        redis.configure("maxmemory", "1");
        assertThat(limits.take(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.take(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(limits.state()).isEqualTo(RedisState.UNREACHABLE);

        redis.configure("maxmemory", "0");
        awaitReadyAgain(limits);
    }

    @Test
    void nothingIsReachedForBeforeItIsNeeded() {
        try (var server = MuteServer.open()) {
            limits("redis://127.0.0.1:" + server.port());

            assertThat(server.isReachedWithin(Duration.ofMillis(200))).isFalse();
        }
    }

    private TestRedis redis(String... settings) {
        var redis = new TestRedis(settings);
        opened.add(redis);
        return redis;
    }

    private RateLimiter limits(String url) {
        var limits = RateLimiter.shared(InstantSource.system(), url);
        opened.add(limits);
        return limits;
    }

    private RateLimiter connected(String url) {
        var limits = limits(url);
        limits.connect();
        await().atMost(SOON).until(() -> limits.state() == RedisState.READY);
        return limits;
    }

    private static void awaitReadyAgain(RateLimiter limits) {
        await().atMost(SOON).until(() -> {
            limits.take(THREE, "somebody " + System.nanoTime());
            return limits.state() == RedisState.READY;
        });
    }

    private static Duration took(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - from);
    }
}
