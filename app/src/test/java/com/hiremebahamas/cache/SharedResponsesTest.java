package com.hiremebahamas.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Instances of the site on one real Redis.
class SharedResponsesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TestRedis redis = opened(new TestRedis());
    private final SharingInstance here = instance();
    private final SharingInstance there = instance();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
    }

    @Test
    @DisplayName("R20 what one instance has shown is there in another, with the time of its computation")
    void whatOneInstanceHasShownIsThereInAnother() {
        var at = SharingInstance.NOW.minusSeconds(90);
        var shown = SharingInstance.entry("bartender ".repeat(1000), at);
        here.show("/jobs/12-bartender", shown);

        there.awaitBody("/jobs/12-bartender", "bartender ".repeat(1000));

        var entry = requireNonNull(there.entries.get("/jobs/12-bartender"));
        assertThat(entry.at()).isEqualTo(at);
        assertThat(entry.response().status()).isEqualTo(200);
        assertThat(entry.response().headers()).isEqualTo(shown.response().headers());
        assertThat(entry.response().route()).isEqualTo("/jobs/{job}");
        var gzip = entry.response().body().choose(200, "gzip", null);
        assertThat(gzip.tag())
                .isEqualTo(shown.response().body().choose(200, "gzip", null).tag());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs?q=bartender",
                "/jobs?island=exuma",
                "/jobs?cursor=abc",
                "/jobs?",
                "/api/jobs?limit=5",
                "/jobs/12-bartender?x=1",
                "part /jobs?q=bartender",
                "part /jobs/12-bartender",
                "/api/islands",
                "/sign-in",
                "//",
                "/jobs/x"
            })
    @DisplayName("R20 addresses that anyone can invent are not shared")
    void addressesThatAnyoneCanInventAreNotShared(String address) {
        here.show(address, "invented");
        here.show("/", "home");

        there.awaitBody("/", "home");

        assertThat(fields()).containsExactly("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "part /jobs", "/api/jobs", "/jobs/12-night-porter", "/jobs/7", "/api/jobs/7"})
    @DisplayName("R20 the home page, the lists and the pages of jobs are shared")
    void theseAreShared(String address) {
        here.show(address, "shown");

        there.awaitBody(address, "shown");
    }

    @Test
    void aRedirectIsNotShared() {
        var page = SharingInstance.entry("moved", SharingInstance.NOW);
        var redirect = new CachedResponse(
                301, page.response().headers(), page.response().body(), "/jobs/{job}");
        here.show("/jobs/12", new CacheEntry(redirect, page.content(), 0, page.at()));
        here.show("/", "home");

        there.awaitBody("/", "home");

        assertThat(fields()).containsExactly("/");
    }

    @Test
    void theNewerOfTwoEntriesStays() {
        here.show("/", "newer elsewhere");
        here.show("/jobs", SharingInstance.entry("older elsewhere", SharingInstance.NOW.minusSeconds(91)));
        there.entries.put("/", SharingInstance.entry("older", SharingInstance.NOW.minusSeconds(90)));
        there.entries.put("/jobs", SharingInstance.entry("newer", SharingInstance.NOW.minusSeconds(90)));

        there.awaitBody("/", "newer elsewhere");

        await().until(() -> fields().contains("/jobs"));
        assertThat(there.read("/jobs")).isEqualTo("newer");
    }

    @Test
    @DisplayName("R20 an instance whose clock is ahead harms nothing: its responses have no age yet")
    void aClockThatIsAheadHarmsNothing() {
        here.show("/", SharingInstance.entry("home", SharingInstance.NOW.plusSeconds(3600)));

        there.awaitBody("/", "home");

        assertThat(requireNonNull(there.entries.get("/")).age(SharingInstance.NOW))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    @DisplayName("R20 a response of more than a day is not shown by another instance")
    void aResponseOfMoreThanADayIsNotShown() {
        here.show("/jobs", SharingInstance.entry("old", SharingInstance.NOW.minus(Duration.ofDays(1))));
        here.show("/", SharingInstance.entry("younger", SharingInstance.NOW.minus(Duration.ofHours(23))));

        there.awaitBody("/", "younger");

        await().until(() -> fields().contains("/jobs"));
        assertThat(there.read("/jobs")).isNull();
    }

    @Test
    void whatWasReadIsNotWrittenAgain() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        redis.run(commands -> commands.flushall());

        there.shared.offer("/");
        there.show("/jobs", "list");

        await().until(() -> fields().contains("/jobs"));
        assertThat(fields()).containsExactly("/jobs");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://site:canary-7391@db.example.com:5432/site, build-2",
        "postgresql://site:canary-7391@db.example.com:5432/staging, build-1",
        "postgresql://site:canary-7391@other.example.com:5432/site, build-1",
        "postgresql://site:another-password@db.example.com:5432/site, build-1",
        "postgresql://site:canary-7391@db.example.com:5432/site?sslmode=disable, build-1"
    })
    @DisplayName("R20 instances of two builds, or on two databases, never read each other's pages")
    void twoBuildsOrDatabasesAreApart(String database, String build) {
        var other = opened(new SharingInstance(redis.url(), database, build, Duration.ZERO));
        here.show("/", "mine");
        other.show("/", "theirs");

        await().until(() -> redis.run(commands -> commands.keys("*")).size() == 2);
        there.awaitBody("/", "mine");
        assertThat(other.read("/")).isEqualTo("theirs");
        assertThat(other.key.name()).isNotEqualTo(here.key.name());
    }

    @Test
    @DisplayName("R20 the secret of the database is not to be seen in Redis")
    void theSecretOfTheDatabaseIsNotInRedis() {
        here.show("/", "home");
        await().until(() -> fields().contains("/"));

        assertThat(redis.run(commands -> commands.keys("*")).toString()).doesNotContain("canary", "site:", "example");
        assertThat(new String(value("/"), UTF_8)).doesNotContain("canary");
    }

    @Test
    @DisplayName("R20 at most 200 responses stay: the home page, the lists, and the pages of the newest jobs")
    void theNewestJobsStay() {
        for (var list : List.of("/", "/jobs", "part /jobs", "/api/jobs")) here.show(list, "list");
        await().until(() -> fields().size() == 4);

        for (int first = 1; first <= 300; first += 50) {
            IntStream.range(first, first + 50).forEach(id -> here.show("/jobs/" + id + "-job", "job"));
            var last = "/jobs/" + (first + 49) + "-job";
            await().until(() -> fields().contains(last));
        }

        assertThat(fields())
                .hasSize(200)
                .contains("/", "/jobs", "part /jobs", "/api/jobs", "/jobs/300-job", "/jobs/105-job")
                .doesNotContain("/jobs/104-job");
        // A crawler of the old ones pushes out none of the new ones.
        IntStream.range(1, 100).forEach(id -> here.show("/api/jobs/" + id, "job"));
        here.show("/", "list, again");
        there.awaitBody("/", "list, again");
        assertThat(fields()).hasSize(200).contains("/jobs/105-job").doesNotContain("/api/jobs/99");
    }

    @Test
    @DisplayName("R20 all responses in Redis together take at most 1 MiB")
    void allTogetherTakeAtMostTheirShare() {
        for (int id = 1; id <= 60; id++) here.show("/jobs/" + id, random(60_000));
        here.show("/", random(60_000));

        await().until(() -> fields().contains("/jobs/60"));
        await().until(() -> fields().contains("/"));

        long bytes = fields().stream().mapToLong(field -> value(field).length).sum();
        assertThat(bytes).isBetween(900_000L, (long) RedisResponses.MAX_BYTES);
        assertThat(fields()).contains("/jobs/60").doesNotContain("/jobs/1");
    }

    @Test
    void aResponseThatIsTooLargeIsNotShared() {
        here.show("/jobs/2", random(100_000));
        here.show("/jobs/3", "x".repeat(SignedResponse.MAX_BODY_BYTES + 1));
        here.show("/", "home");

        there.awaitBody("/", "home");

        assertThat(fields()).containsExactly("/");
    }

    @Test
    @DisplayName("R20 a day without a write, and nothing is left in Redis")
    void aDayWithoutAWriteAndNothingIsLeft() {
        here.show("/", "home");
        there.awaitBody("/", "home");

        long left = redis.run(commands -> commands.ttl(here.key.name()));
        assertThat(left).isBetween(86_000L, 86_400L);
    }

    @Test
    @DisplayName("R20 many responses of one moment are written together, and the next ones after the interval")
    void manyResponsesAreWrittenTogether() {
        var slow = opened(new SharingInstance(redis.url(), SharingInstance.DATABASE, "build-1", LONG));
        slow.show("/", "home");
        there.awaitBody("/", "home");
        await().until(() -> threads(Thread.State.TIMED_WAITING) == 0 && threads() == 0);
        long before = scripts();
        assertThat(before).isPositive();

        for (int id = 1; id <= 100; id++) slow.show("/jobs/" + id, "job");

        await().until(() -> threads(Thread.State.TIMED_WAITING) == 1);
        assertThat(scripts()).isEqualTo(before);
        assertThat(fields()).containsExactly("/");
    }

    @Test
    @DisplayName("R11 R20 before the process has warmed up responses are collected, and Redis is not looked for")
    void beforeTheProcessHasWarmedUpResponsesAreCollected() {
        var starting =
                opened(new SharingInstance(redis.url(), SharingInstance.DATABASE, "build-1", Duration.ZERO, false));
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
        redis.kill();

        here.show("/", "home");

        await().until(() -> threads() == 0);
        redis.start();
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
        var slow = opened(new SharingInstance(redis.url(), SharingInstance.DATABASE, "build-1", LONG));
        assertThat(slow.read("/")).isNull();
        long before = scripts();
        assertThat(before).isPositive();

        for (int i = 0; i < 100; i++) slow.shared.await("/");

        assertThat(scripts()).isEqualTo(before);
    }

    @Test
    @DisplayName("R20 a Redis that is reached only after the start is read then")
    void aRedisThatIsReachedLateIsReadThen() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        var late = opened(new SharingInstance(redis.url(), SharingInstance.DATABASE, "build-1", Duration.ZERO));

        late.show("/jobs", "list");

        await().until(() -> late.entries.get("/") != null);
    }

    private SharingInstance instance() {
        return opened(new SharingInstance(redis.url()));
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private List<String> fields() {
        return redis.run(commands -> commands.hkeys(here.key.name()));
    }

    private byte[] value(String field) {
        return redis.run(commands -> commands.hget(here.key.name(), field));
    }

    /// How many scripts Redis has run.
    private long scripts() {
        return redis.run(commands -> commands.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval:"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("cmdstat_eval:calls=(\\d+),.*", "$1")))
                .sum();
    }

    private static long threads(Thread.State... states) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("shared-responses"))
                .filter(thread -> states.length == 0 || List.of(states).contains(thread.getState()))
                .count();
    }

    /// Not to be compressed.
    private static String random(int bytes) {
        var text = new StringBuilder();
        new Random(bytes).ints(bytes, ' ', '~').forEach(c -> text.append((char) c));
        return text.toString();
    }
}
