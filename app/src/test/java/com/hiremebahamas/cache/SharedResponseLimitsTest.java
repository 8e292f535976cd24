package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much instances put into one real Redis: which addresses, how many bytes, for how long.
class SharedResponseLimitsTest {

    private final SharedRedis redis = new SharedRedis();
    private final SharingInstance here = redis.instance();
    private final SharingInstance there = redis.instance();

    @AfterEach
    void close() {
        redis.close();
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

        assertThat(redis.addresses()).containsExactly("/");
    }

    @Test
    @DisplayName("R20 redirects, of which anyone can invent any number, take no room from the pages of jobs")
    void redirectsTakeNoRoom() {
        var cold = redis.startingInstance();
        for (int i = 0; i < 300; i++)
            cold.show("/jobs/12-invented-" + i, SharingInstance.entry(301, "", SharingInstance.NOW));
        cold.show("/jobs/12-night-porter", "job");
        cold.shared.beginWriting();

        there.awaitBody("/jobs/12-night-porter", "job");

        assertThat(redis.addresses()).containsExactly("/jobs/12-night-porter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "part /jobs", "/api/jobs", "/jobs/12-night-porter", "/jobs/7", "/api/jobs/7"})
    @DisplayName("R20 the home page, the lists and the pages of jobs are shared")
    void theseAreShared(String address) {
        here.show(address, "shown");

        there.awaitBody(address, "shown");
    }

    @Test
    @DisplayName("R20 at most 200 responses stay: the home page, the lists, and the pages of the newest jobs")
    void theNewestJobsStay() {
        for (var list : List.of("/", "/jobs", "part /jobs", "/api/jobs")) here.show(list, "list");
        await().until(() -> redis.addresses().size() == 4);

        for (int first = 1; first <= 300; first += 50) {
            IntStream.range(first, first + 50).forEach(id -> here.show("/jobs/" + id + "-job", "job"));
            var last = "/jobs/" + (first + 49) + "-job";
            await().until(() -> redis.addresses().contains(last));
        }

        assertThat(redis.addresses())
                .hasSize(200)
                .contains("/", "/jobs", "part /jobs", "/api/jobs", "/jobs/300-job", "/jobs/105-job")
                .doesNotContain("/jobs/104-job");
        // A crawler of the old ones pushes out none of the new ones.
        IntStream.range(1, 100).forEach(id -> here.show("/api/jobs/" + id, "job"));
        here.show("/", "list, again");
        there.awaitBody("/", "list, again");
        assertThat(redis.addresses()).hasSize(200).contains("/jobs/105-job").doesNotContain("/api/jobs/99");
    }

    @Test
    @DisplayName("R20 all responses in Redis together take at most 1 MiB")
    void allTogetherTakeAtMostTheirShare() {
        for (int id = 1; id <= 60; id++) here.show("/jobs/" + id, random(60_000));
        here.show("/", random(60_000));

        await().until(() -> redis.addresses().contains("/jobs/60"));
        await().until(() -> redis.addresses().contains("/"));

        long bytes = redis.addresses().stream()
                .mapToLong(field -> redis.value(field).length)
                .sum();
        assertThat(bytes).isBetween(900_000L, (long) RedisResponses.MAX_BYTES);
        assertThat(redis.addresses()).contains("/jobs/60").doesNotContain("/jobs/1");
    }

    @Test
    void aResponseThatIsTooLargeIsNotShared() {
        here.show("/jobs/2", random(100_000));
        here.show("/jobs/3", "x".repeat(SignedResponse.MAX_BODY_BYTES + 1));
        here.show("/", "home");

        there.awaitBody("/", "home");

        assertThat(redis.addresses()).containsExactly("/");
    }

    @Test
    @DisplayName("R20 a day without a write, and nothing is left in Redis")
    void aDayWithoutAWriteAndNothingIsLeft() {
        here.show("/", "home");
        there.awaitBody("/", "home");

        long left = redis.server().run(commands -> commands.ttl(redis.key()));
        assertThat(left).isBetween(86_000L, 86_400L);
    }

    /// Not to be compressed.
    private static String random(int bytes) {
        var text = new StringBuilder();
        new Random(bytes).ints(bytes, ' ', '~').forEach(c -> text.append((char) c));
        return text.toString();
    }
}
