package com.hiremebahamas.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.http.content.CachedResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What instances of the site read from each other through one real Redis.
class SharedResponsesTest {

    private final SharedRedis redis = new SharedRedis();
    private final SharingInstance here = redis.instance();
    private final SharingInstance there = redis.instance();

    @AfterEach
    void close() {
        redis.close();
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

    @Test
    void aRedirectIsNotShared() {
        var page = SharingInstance.entry("moved", SharingInstance.NOW);
        var redirect = new CachedResponse(
                301, page.response().headers(), page.response().body(), "/jobs/{job}");
        here.show("/jobs/12", new CacheEntry(redirect, page.content(), 0, page.at()));
        here.show("/", "home");

        there.awaitBody("/", "home");

        assertThat(redis.addresses()).containsExactly("/");
    }

    @Test
    void theNewerOfTwoEntriesStays() {
        here.show("/", "newer elsewhere");
        here.show("/jobs", SharingInstance.entry("older elsewhere", SharingInstance.NOW.minusSeconds(91)));
        there.entries.put("/", SharingInstance.entry("older", SharingInstance.NOW.minusSeconds(90)));
        there.entries.put("/jobs", SharingInstance.entry("newer", SharingInstance.NOW.minusSeconds(90)));

        there.awaitBody("/", "newer elsewhere");

        await().until(() -> redis.addresses().contains("/jobs"));
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

        await().until(() -> redis.addresses().contains("/jobs"));
        assertThat(there.read("/jobs")).isNull();
    }

    @Test
    void whatWasReadIsNotWrittenAgain() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        redis.wipe();

        there.shared.offer("/", requireNonNull(there.entries.get("/")));
        there.show("/jobs", "list");

        await().until(() -> redis.addresses().contains("/jobs"));
        assertThat(redis.addresses()).containsExactly("/jobs");
    }

    @Test
    @DisplayName("R20 a Redis that is reached only after the start is read then")
    void aRedisThatIsReachedLateIsReadThen() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        var late = redis.instance();

        late.show("/jobs", "list");

        await().until(() -> late.entries.get("/") != null);
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
        var other = redis.instance(database, build);
        here.show("/", "mine");
        other.show("/", "theirs");

        await().until(() -> redis.keys().size() == 2);
        there.awaitBody("/", "mine");
        assertThat(other.read("/")).isEqualTo("theirs");
        assertThat(other.key.name()).isNotEqualTo(redis.key());
    }

    @Test
    @DisplayName("R20 the secret of the database is not to be seen in Redis")
    void theSecretOfTheDatabaseIsNotInRedis() {
        here.show("/", "home");
        await().until(() -> redis.addresses().contains("/"));

        assertThat(redis.keys().toString()).doesNotContain("canary", "site:", "example");
        assertThat(new String(redis.value("/"), UTF_8)).doesNotContain("canary");
    }
}
