package com.hiremebahamas.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisState;
import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisBucketsTest {

    private static final RateLimit THREE = new RateLimit("test", 3, Duration.ofMinutes(15));

    /// The timeout of a call to a Redis that responds, however busy the machine is.
    private static final Duration PATIENT = Duration.ofMinutes(1);

    /// The timeout of a call to a Redis that does not respond.
    private static final Duration SHORT = Duration.ofMillis(100);

    /// After a failure Redis is used again at once, or not for the rest of the test.
    private static final Duration NO_PAUSE = Duration.ZERO;

    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

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

        assertThat(here.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(there.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(here.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());

        assertThat(there.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(here.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    @DisplayName("R20 a rejection by this instance is final, and uses up nothing in Redis")
    void aLocalRejectionIsFinal() {
        var redis = redis();
        var here = connected(redis.url());
        var there = connected(redis.url());
        for (int i = 0; i < 3; i++) here.tryConsume(THREE, "ann");
        for (int i = 0; i < 3; i++) there.refund(THREE, "ann");

        assertThat(here.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        for (int i = 0; i < 3; i++) {
            assertThat(there.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        }
    }

    @Test
    @DisplayName("R20 a refund reaches the other instances")
    void aRefundReachesTheOtherInstances() {
        var redis = redis();
        var here = connected(redis.url());
        var there = connected(redis.url());
        for (int i = 0; i < 3; i++) here.tryConsume(THREE, "ann");

        here.refund(THREE, "ann");

        assertThat(there.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(there.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    @DisplayName("R20 when Redis is killed each instance keeps its own count")
    void aKilledRedisRefillsNoBucket() {
        var redis = redis();
        var limits = connected(redis.url());
        limits.tryConsume(THREE, "ann");
        limits.tryConsume(THREE, "ann");

        redis.kill();

        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(limits.tryConsume(THREE, "bo")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    @DisplayName("R20 a restarted Redis is used again")
    void aRestartedRedisIsUsedAgain() {
        var redis = redis();
        var limits = connected(redis.url());
        redis.kill();
        await().until(() -> {
            limits.tryConsume(THREE, "client " + System.nanoTime());
            return limits.state() != RedisState.READY;
        });

        redis.start();

        awaitReadyAgain(limits);
    }

    @Test
    @DisplayName("R20 a full Redis is treated as unavailable")
    void aFullRedisIsTreatedAsUnavailable() {
        var redis = redis("maxmemory 1", "maxmemory-policy noeviction");
        var limits = limits(redis.url());

        limits.connect();

        await().until(() -> limits.state() == RedisState.UNREACHABLE);
        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://127.0.0.1:1", "redis://no.such.host.invalid:6379", "nonsense", "http://127.0.0.1/"})
    @DisplayName("R20 an unreachable Redis costs a warning only")
    void anUnreachableRedisCostsAWarningOnly(String url) {
        var limits = limits(url);

        limits.connect();
        await().until(() -> limits.state() == RedisState.UNREACHABLE);

        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
    }

    @Test
    @DisplayName("R20 after a call that timed out Redis is not used until the pause is over")
    void anUnresponsiveRedisDelaysOneRequest() {
        var redis = redis();
        var here = connected(redis.url(), SHORT, LONG_PAUSE);
        var there = connected(redis.url());
        redis.suspend();

        assertThat(here.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(here.state()).isEqualTo(RedisState.UNREACHABLE);

        redis.resume();
        // Had a call reached Redis, the other instance would find fewer attempts left.
        for (var instance : List.of(here, there)) {
            for (int i = 0; i < 3; i++) {
                assertThat(instance.tryConsume(THREE, "bo")).isEqualTo(new Verdict.Allowed());
            }
        }
    }

    @Test
    @DisplayName("R20 a Redis that responds again is used again")
    void aRedisThatRespondsAgainIsUsedAgain() {
        var redis = redis();
        var limits = connected(redis.url(), SHORT, NO_PAUSE);
        redis.suspend();
        limits.tryConsume(THREE, "ann");
        assertThat(limits.state()).isEqualTo(RedisState.UNREACHABLE);

        redis.resume();

        awaitReadyAgain(limits);
    }

    @Test
    @DisplayName("R20 a Redis that never responds costs a warning only")
    void aRedisThatNeverRespondsCostsAWarningOnly() {
        try (var mute = MuteServer.open()) {
            var limits = limits("redis://127.0.0.1:" + mute.port());

            limits.connect();
            await().until(() -> limits.state() == RedisState.UNREACHABLE);

            assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        }
    }

    @Test
    @DisplayName("R20 after a failure no connection is opened until the pause is over")
    void afterAFailureNoConnectionIsOpenedUntilThePauseIsOver() {
        try (var mute = MuteServer.open()) {
            var limits = limits("redis://127.0.0.1:" + mute.port(), PATIENT, LONG_PAUSE);
            limits.connect();
            await().until(() -> limits.state() == RedisState.UNREACHABLE);
            assertThat(mute.isReachedWithin(PATIENT)).isTrue();

            for (int i = 0; i < 100; i++) limits.tryConsume(THREE, "client " + i);

            assertThat(mute.isReachedWithin(Duration.ofSeconds(2))).isFalse();
        }
    }

    @Test
    @DisplayName("R20 a Redis that fills up is treated as unavailable until it has room again")
    void aRedisThatFillsUpIsTreatedAsUnavailable() {
        var redis = redis("maxmemory-policy noeviction");
        var limits = connected(redis.url());
        limits.tryConsume(THREE, "ann");
        limits.tryConsume(THREE, "ann");

        redis.configure("maxmemory", "1");
        assertThat(limits.tryConsume(THREE, "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(limits.tryConsume(THREE, "ann")).isInstanceOf(Verdict.Refused.class);
        assertThat(limits.state()).isEqualTo(RedisState.UNREACHABLE);

        redis.configure("maxmemory", "0");
        awaitReadyAgain(limits);
    }

    @Test
    void noConnectionIsOpenedBeforeTheFirstUse() {
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
        return limits(url, PATIENT, NO_PAUSE);
    }

    private RateLimiter limits(String url, Duration timeout, Duration pause) {
        var redis = Redis.at(url, pause);
        opened.add(redis);
        return RateLimiter.shared(InstantSource.system(), redis, timeout);
    }

    private RateLimiter connected(String url) {
        return connected(url, PATIENT, NO_PAUSE);
    }

    private RateLimiter connected(String url, Duration timeout, Duration pause) {
        var limits = limits(url, timeout, pause);
        await().until(() -> {
            limits.connect(); // again when a busy machine took longer than the connect timeout
            return limits.state() == RedisState.READY;
        });
        return limits;
    }

    private static void awaitReadyAgain(RateLimiter limits) {
        await().until(() -> {
            limits.tryConsume(THREE, "client " + System.nanoTime());
            return limits.state() == RedisState.READY;
        });
    }
}
