package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cache in front of a real database that a test can cut off; the clock is the test's.
class PublicResponseCacheTest {

    private final FaultProxy proxy = FaultProxy.to(PostgresServer.shared().port());
    private final TestDatabase database = TestDatabase.behind(proxy);
    private final TestJobs jobs = new TestJobs(database.tidepool());
    private volatile Instant now = Instant.parse("2026-11-23T17:05:00Z");
    private long ann;
    private TestSite site;

    @BeforeEach
    void open() {
        ann = jobs.account("Ann");
        jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
        site = JobsSite.on(database, Map.of("Ann", ann), () -> now);
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/api/jobs", "/api/jobs?q=&island=exuma"})
    void aWriteOfAnotherInstanceIsVisibleWithinASecond(String address) {
        site.get(address);
        jobs.job(ann, "Night porter", "exuma", JobsSite.NOW);

        advance(Duration.ofMillis(400));
        assertThat(site.get(address).body()).contains("Bartender").doesNotContain("Night porter");

        advance(Duration.ofMillis(600));
        assertThat(site.get(address).body()).contains("Night porter");
    }

    @Test
    void aFreshEntryCostsNoStatement() {
        site.get("/api/jobs");
        int before = proxy.statements().size();

        for (int i = 0; i < 20; i++) site.get("/api/jobs");

        assertThat(proxy.statements()).hasSize(before);
    }

    @Test
    void aWriteOfThisInstanceIsVisibleAtOnce() {
        site.get("/api/jobs");

        post("Night porter");

        assertThat(site.get("/api/jobs").body()).contains("Night porter");
    }

    @ParameterizedTest(name = "{0} {1} invalidates nothing")
    @CsvSource({
        "POST, /api/jobs, none",
        "POST, /api/jobs, Ann",
        "POST, /jobs, none",
        "POST, /jobs/1/closure, none",
        "POST, /jobs/1000000/closure, Ann",
        "POST, /nowhere, none",
        "PUT, /api/jobs, Ann",
        "DELETE, /jobs, none"
    })
    void aRequestThatChangesNothingInvalidatesNothing(String method, String path, String session) {
        site.get("/api/jobs");
        long before = listStatements();

        site.json(method, path, "{}", "Authorization", "Bearer " + session);
        site.get("/api/jobs");

        assertThat(listStatements()).isEqualTo(before);
    }

    private long listStatements() {
        return proxy.statements().stream()
                .filter(sql -> sql.contains("jobs.newest"))
                .count();
    }

    @Test
    void aClosedJobLeavesTheListAtOnce() {
        var id = jobs.job(ann, "Night porter", "exuma", JobsSite.NOW);
        assertThat(site.get("/jobs").body()).contains("Night porter");

        site.post("/jobs/" + id + "/closure", Map.of(), "Cookie", "__Host-session=Ann");

        assertThat(site.get("/jobs").body()).doesNotContain("Night porter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer Ann", "Cookie: __Host-session=Ann", "Cookie: other=1"})
    void aRequestWithCredentialsIsNeitherServedFromTheCacheNorStored(String credentials) {
        site.get("/jobs");
        jobs.job(ann, "Night porter", "exuma", JobsSite.NOW);

        var own = site.get("/jobs", credentials.split(": "));

        assertThat(own.body()).contains("Night porter");
        assertThat(own.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(site.get("/jobs").body()).doesNotContain("Night porter", "My jobs");
    }

    @Test
    void aResponseToASignedInViewerIsNotStored() {
        assertThat(site.get("/jobs", "Cookie", "__Host-session=Ann").body()).contains("My jobs");

        assertThat(site.get("/jobs").body()).contains("Sign in").doesNotContain("My jobs");
    }

    @Test
    void sharedCachesMayReuseItForASecondAndForADayWhileTheOriginFails() {
        var answer = site.get("/jobs");

        assertThat(answer.headers().firstValue("Cache-Control"))
                .contains("public, max-age=0, s-maxage=1, stale-if-error=86400");
        assertThat(answer.headers().allValues("Vary"))
                .containsExactly("Cookie, Authorization, HX-Request, HX-History-Restore-Request, Accept-Encoding");
    }

    @Test
    void aPartOfAPageHasAnEntryOfItsOwn() {
        assertThat(site.get("/jobs", "HX-Request", "true").body()).doesNotContain("<html");
        assertThat(site.get("/jobs").body()).contains("<html");
        assertThat(site.get("/jobs", "HX-Request", "true").headers().firstValue("HX-Push-Url"))
                .contains("/jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs?q=bartender"})
    void aStalePageSaysHowOldItIs(String address) {
        site.get(address);
        loseDatabase();

        var answer = site.get(address);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Age")).contains("3600");
        assertThat(answer.body()).contains("Bartender", "This page may be out of date", "23 November 2026, 12:05 pm");
        assertThat(answer.body()).doesNotContain("data-age></span>\n<div class=\"wrap\">", "you still are");
    }

    @Test
    void aStaleFragmentSaysSoToo() {
        site.get("/jobs", "HX-Request", "true");
        loseDatabase();

        assertThat(site.get("/jobs", "HX-Request", "true").body())
                .contains("Bartender", "This page may be out of date");
    }

    @Test
    void aStaleApiResponseHasAgeAndWarning() {
        var before = site.get("/api/jobs");
        loseDatabase();

        var answer = site.get("/api/jobs");

        assertThat(answer.body()).isEqualTo(before.body());
        assertThat(answer.headers().firstValue("Age")).contains("3600");
        assertThat(answer.headers().firstValue("Warning")).contains("110 - \"Response is Stale\"");
    }

    @Test
    void aSignedInViewerGetsTheStalePublicPage() {
        site.get("/jobs");
        loseDatabase();

        var answer = site.get("/jobs", "Cookie", "__Host-session=Ann");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Bartender", "If you were signed in, you still are");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    @Test
    void withoutAnEntryThereIsNoStaleResponse() {
        loseDatabase();

        var answer = site.get("/jobs");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    @Test
    void aDatabaseThatHangsGetsTheStaleResponseSoon() {
        site.get("/api/jobs");
        advance(Duration.ofHours(1));
        proxy.hold();

        var answer = site.get("/api/jobs");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Age")).contains("3600");
        proxy.release();
    }

    @Test
    void whenTheDatabaseIsBackTheResponseIsFreshAgain() {
        site.get("/api/jobs");
        advance(Duration.ofHours(1));
        proxy.cutAll();

        assertThat(site.get("/api/jobs").headers().firstValue("Age")).isEmpty();
    }

    @Test
    void aPageThatTheClientHasIsNotSentAgain() {
        var first = site.get("/jobs");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        advance(Duration.ofHours(1));

        var again = site.get("/jobs", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        jobs.job(ann, "Night porter", "exuma", JobsSite.NOW);
        advance(Duration.ofHours(1));
        assertThat(site.get("/jobs", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aRedirectIsCachedToo() {
        var id = jobs.job(ann, "Night porter", "exuma", JobsSite.NOW);
        site.get("/jobs/" + id);
        int before = proxy.statements().size();

        var answer = site.get("/jobs/" + id);

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("/jobs/" + id + "-night-porter");
        assertThat(proxy.statements()).hasSize(before);
    }

    @Test
    void aRejectedStatementIsNotHiddenByAStaleResponse() {
        site.get("/jobs");
        advance(Duration.ofHours(1));
        database.tidepool().update("alter table job rename to work");

        assertThat(site.get("/jobs").statusCode()).isEqualTo(500);
    }

    @Test
    void a404IsNotCached() {
        assertThat(site.get("/api/jobs/1000000").statusCode()).isEqualTo(404);
        int before = proxy.statements().size();

        assertThat(site.get("/api/jobs/1000000").statusCode()).isEqualTo(404);

        assertThat(proxy.statements()).hasSizeGreaterThan(before);
    }

    private void post(String title) {
        HttpResponse<String> posted =
                site.json("POST", "/api/jobs", """
                {"title": "%s", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
                 "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR", "description": "Evenings and weekends.",
                 "how_to_apply": "Call 242 555 0100."}""".formatted(title), "Authorization", "Bearer Ann");
        assertThat(posted.statusCode()).isEqualTo(201);
    }

    private void advance(Duration time) {
        now = now.plus(time);
    }

    /// An hour later, so that the age shows.
    private void loseDatabase() {
        advance(Duration.ofHours(1));
        proxy.close();
    }
}
