package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole sites beside each other, on one database and one Redis, each in front of a real socket.
class SharedPagesTest {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TestRedis redis = opened(new TestRedis());
    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R20 without its database an instance shows what another one showed last, with its age; an older"
            + " build does not")
    void withoutItsDatabaseAnInstanceShowsWhatAnotherOneShowed(boolean warm) {
        var job = postedJob();
        var addresses = List.of("/", "/jobs", job, "/api/jobs", "/api/jobs/1");
        var here = site(database, "build-1", true);
        for (var address : addresses) assertThat(here.get(address).statusCode()).isEqualTo(200);
        assertThat(here.get("/jobs", "HX-Request", "true").statusCode()).isEqualTo(200);
        awaitInRedis(6);

        var there = site(TestDatabase.unreachable(), "build-1", warm);
        var older = site(TestDatabase.unreachable(), "build-0", warm);

        for (var address : addresses) {
            assertIsStale(there.get(address));
            if (!address.equals("/"))
                assertThat(older.get(address).statusCode()).isEqualTo(503);
        }
        assertIsStale(there.get("/jobs", "HX-Request", "true"));
        assertThat(there.get("/jobs", "HX-Request", "true").body()).doesNotContain("<html");
        assertThat(there.get("/jobs", "Cookie", "any=1").body()).contains("Blue Hole Bar", "If you were signed in");
        assertThat(older.get("/").body()).doesNotContain("Blue Hole Bar");
        assertThat(there.get("/jobs?q=bartender").statusCode()).isEqualTo(503);
    }

    @Test
    @DisplayName("R20 while the database answers, a closed job is closed at once on every instance")
    void aClosedJobIsClosedOnEveryInstance() {
        var job = postedJob();
        var here = site(database, "build-1", true);
        assertThat(here.get(job).body()).contains("How to apply");
        awaitInRedis(1);
        var there = site(database, "build-1", true);
        new TestJobs(database.tidepool()).close(1);

        var answer = there.get(job);

        assertThat(answer.body()).contains("This job is closed").doesNotContain("242 555 0100");
        assertThat(answer.headers().firstValue("Age")).isEmpty();
    }

    @Test
    @DisplayName("R20 while Redis accepts and never answers, no request waits for it")
    void whileRedisNeverAnswersNoRequestWaits() {
        var job = postedJob();
        try (var mute = MuteServer.open()) {
            var site = site(database, Redis.at("redis://127.0.0.1:" + mute.port(), Duration.ZERO), "build-1", true);
            assertThat(site.get(job).statusCode()).isEqualTo(200);
            assertThat(mute.isReachedWithin(Duration.ofMinutes(1))).isTrue();
            var longest = Duration.ZERO;

            // One that waited would take 2 s, as long as the connection, and the others would not wait for 5 s.
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(site.get("/jobs?limit=" + (i + 1)).statusCode()).isEqualTo(200);
                assertThat(site.get(job).statusCode()).isEqualTo(200);
                var taken = Duration.ofNanos(System.nanoTime() - start);
                if (taken.compareTo(longest) > 0) longest = taken;
            }

            assertThat(longest).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @DisplayName("R20 without database and Redis, the answer is 503 as ever")
    void withoutDatabaseAndRedisTheAnswerIs503() {
        var site = site(TestDatabase.unreachable(), Redis.at("redis://127.0.0.1:1"), "build-1", true);

        assertThat(site.get("/jobs").statusCode()).isEqualTo(503);
        assertThat(site.get("/").body()).contains("Work in The Bahamas");
    }

    private static void assertIsStale(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Blue Hole Bar");
        assertThat(answer.headers().firstValueAsLong("Age")).isPresent();
        assertThat(answer.headers().firstValue("Warning")).contains("110 - \"Response is Stale\"");
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"))
            assertThat(answer.body()).contains("This page may be out of date");
    }

    /// Its path; its number is 1.
    private String postedJob() {
        var jobs = new TestJobs(database.tidepool());
        long id = jobs.job(jobs.account("Ann"), "Bartender", "exuma", JobsSite.NOW);
        assertThat(id).isEqualTo(1);
        return "/jobs/1-bartender";
    }

    private TestSite site(TestDatabase on, String build, boolean warm) {
        return site(on, Redis.at(redis.url()), build, warm);
    }

    private TestSite site(TestDatabase on, Redis through, String build, boolean warm) {
        var site = opened(new WholeSite(on, through, key(build)));
        if (warm) site.connectRedis();
        return site.http();
    }

    private Optional<SharedKey> key(String build) {
        return SharedKey.of(DatabaseUrl.parse(database.url()), build, 1);
    }

    private void awaitInRedis(int responses) {
        var name = key("build-1").orElseThrow().name();
        await().until(() -> redis.run(commands -> commands.hlen(name)) == responses);
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }
}
