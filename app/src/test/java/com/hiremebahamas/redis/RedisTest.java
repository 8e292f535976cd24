package com.hiremebahamas.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestLog;
import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration NO_PAUSE = Duration.ZERO;

    private final TestLog log = TestLog.of(Redis.class);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
        log.close();
    }

    @Test
    @DisplayName("R20 the log says once that Redis is connected, where, and once at the end that it is not any more")
    void theLogSaysOnceThatRedisIsConnected() {
        var server = server("requirepass canary-7391");
        var redis = redis(server.url().replace("redis://", "redis://:canary-7391@"));

        awaitReady(redis);
        // As Redis does with a connection that was idle for long.
        awaitReady(redis).sync().quit();
        await().until(() -> redis.state() == RedisState.IDLE);
        awaitReady(redis);
        redis.close();

        assertThat(log.lines()).containsExactly("Redis connected: " + server.url(), "Redis disconnected");
    }

    @Test
    @DisplayName("R20 the log says once that Redis is away and once that it is back")
    void theLogSaysOnceThatRedisIsAway() {
        var server = server();
        var redis = redis(server.url());
        awaitReady(redis);

        server.kill();
        await().until(() -> {
            redis.connection();
            return redis.state() == RedisState.UNREACHABLE;
        });
        for (int i = 0; i < 3; i++) redis.await(PATIENT);
        server.start();
        awaitReady(redis);

        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(1)).startsWith("Redis is away (");
        assertThat(log.lines().get(2)).startsWith("Redis is back");
    }

    @Test
    @DisplayName("R20 a Redis that was never connected is not disconnected at the end")
    void aRedisThatWasNeverConnectedIsNotDisconnected() {
        var redis = redis("redis://127.0.0.1:1");
        assertThat(redis.await(PATIENT)).isNull();

        redis.close();

        assertThat(log.lines()).hasSize(1).first().asString().startsWith("Redis is away (");
    }

    @Test
    void allUsesShareOneConnection() {
        var redis = redis(server().url());
        awaitReady(redis);

        assertThat(redis.await(PATIENT)).isNotNull().isSameAs(redis.connection());
    }

    @Test
    void aConnectionThatFailedIsReplaced() {
        var redis = redis(server().url());
        var first = awaitReady(redis);

        redis.failed(first, new IllegalStateException("no answer"));

        assertThat(redis.state()).isEqualTo(RedisState.UNREACHABLE);
        assertThat(awaitReady(redis)).isNotSameAs(first);
        redis.failed(first, new IllegalStateException("no answer, said later by another user"));
        assertThat(redis.state()).isEqualTo(RedisState.READY);
    }

    @Test
    @DisplayName("R20 a wait for a Redis that accepts and never answers ends at its timeout")
    void aWaitForAMuteRedisEnds() {
        try (var mute = MuteServer.open()) {
            var redis = redis("redis://127.0.0.1:" + mute.port());

            assertThat(redis.connection()).isNull();
            assertThat(redis.await(Duration.ofMillis(1))).isNull();
            assertThat(redis.state()).isEqualTo(RedisState.IDLE);
        }
    }

    @Test
    void withoutRedisThereIsNoConnection() {
        var redis = Redis.notConfigured();

        assertThat(redis.await(PATIENT)).isNull();
        assertThat(redis.state()).isEqualTo(RedisState.NOT_CONFIGURED);
        redis.close();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    @DisplayName("R20 a wrong password for Redis is reported without the password")
    void aWrongPasswordIsReportedWithoutIt() {
        var server = server("requirepass right");
        var redis = redis(server.url().replace("redis://", "redis://:wrong-secret@"));

        assertThat(redis.await(PATIENT)).isNull();

        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("WRONGPASS")
                .doesNotContain("wrong-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis//user:secret@host", "redis://:secret@host:port", "secret", "redis://ho st:secret"})
    @DisplayName("R20 a malformed REDIS_URL is reported without its content")
    void aMalformedUrlIsReportedWithoutItsContent(String url) {
        var redis = redis(url);

        assertThat(redis.await(PATIENT)).isNull();

        assertThat(log.lines()).hasSize(1).first().asString().doesNotContain("secret");
    }

    private TestRedis server(String... settings) {
        var server = new TestRedis(settings);
        opened.add(server);
        return server;
    }

    private Redis redis(String url) {
        var redis = Redis.at(url, NO_PAUSE);
        opened.add(redis);
        return redis;
    }

    /// Again when a busy machine takes longer than the connect timeout.
    private static StatefulRedisConnection<String, byte[]> awaitReady(Redis redis) {
        return await().until(() -> redis.await(PATIENT), connection -> connection != null);
    }
}
