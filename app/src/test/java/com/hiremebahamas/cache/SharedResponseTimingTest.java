package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// When an instance asks Redis for responses or writes them, and who waits for it.
class SharedResponseTimingTest {

    private final SharedRedis redis = new SharedRedis();
    private final SharingInstance here = redis.instance();
    private final SharingInstance there = redis.instance();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    @DisplayName("R20 many responses of one moment are written together, and the next ones after the interval")
    void manyResponsesAreWrittenTogether() {
        var slow = redis.slowInstance();
        slow.show("/", "home");
        there.awaitBody("/", "home");
        await().until(() -> threads(Thread.State.TIMED_WAITING) == 0 && threads() == 0);
        long before = redis.scripts();
        assertThat(before).isPositive();

        for (int id = 1; id <= 100; id++) slow.show("/jobs/" + id, "job");

        await().until(() -> threads(Thread.State.TIMED_WAITING) == 1);
        assertThat(redis.scripts()).isEqualTo(before);
        assertThat(redis.addresses()).containsExactly("/");
    }

    @Test
    @DisplayName("R11 R20 before the process has warmed up responses are collected, and Redis is not looked for")
    void beforeTheProcessHasWarmedUpResponsesAreCollected() {
        var starting = redis.startingInstance();
        starting.show("/", "home");
        assertThat(threads()).isZero();

        starting.shared.beginWriting();

        there.awaitBody("/", "home");
    }

    @Test
    @DisplayName("R20 without a response to write there is no thread and no command")
    void withoutAResponseToWriteThereIsNoThread() {
        here.show("/", "home");
        there.awaitBody("/", "home");

        await().until(() -> threads() == 0);
    }

    @Test
    @DisplayName("R20 while Redis is refused, no thread looks for it by itself")
    void whileRedisIsRefusedNoThreadLooksForIt() {
        redis.server().kill();

        here.show("/", "home");

        await().until(() -> threads() == 0);
        redis.server().start();
        here.show("/jobs", "list");
        there.awaitBody("/", "home");
        there.awaitBody("/jobs", "list");
    }

    @Test
    @DisplayName("R20 a wait for what Redis holds ends with the deadline of the request, when Redis never answers")
    void aWaitEndsWithTheDeadline() {
        try (var mute = MuteServer.open();
                var instance = new SharingInstance("redis://127.0.0.1:" + mute.port())) {
            instance.show("/", "home");
            long start = System.nanoTime();

            Deadline.runWithin(Duration.ofMillis(50), () -> instance.shared.await("/jobs"));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void anAddressThatIsNotSharedIsNotWaitedFor() {
        try (var mute = MuteServer.open();
                var instance = new SharingInstance("redis://127.0.0.1:" + mute.port())) {
            instance.shared.await("/jobs?q=anything");

            assertThat(mute.isReachedWithin(Duration.ofMillis(100))).isFalse();
        }
    }

    @Test
    @DisplayName("R20 within the interval Redis is read once, however many requests fail")
    void withinTheIntervalRedisIsReadOnce() {
        var slow = redis.slowInstance();
        assertThat(slow.read("/")).isNull();
        long before = redis.scripts();
        assertThat(before).isPositive();

        for (int i = 0; i < 100; i++) slow.shared.await("/");

        assertThat(redis.scripts()).isEqualTo(before);
    }

    private static long threads(Thread.State... states) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("shared-responses"))
                .filter(thread -> states.length == 0 || List.of(states).contains(thread.getState()))
                .count();
    }
}
