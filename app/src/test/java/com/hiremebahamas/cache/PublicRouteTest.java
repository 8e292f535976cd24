package com.hiremebahamas.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.cache.PublicResponseCache.Content;
import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestServer;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.ServiceUnavailable;
import com.hiremebahamas.web.SiteServlet;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The cache around routes of the test's own.
class PublicRouteTest {

    private static final int MAX_BYTES = 100_000;

    private final StaticTemplates templates = new StaticTemplates();
    private volatile Instant now = Instant.parse("2026-11-23T17:05:00Z");
    private final CacheEntries entries = new CacheEntries(MAX_BYTES);
    private final PublicResponseCache cache = new PublicResponseCache(templates, () -> now, entries, null);
    private final CountDownLatch computing = new CountDownLatch(1);
    private volatile CountDownLatch release = new CountDownLatch(0);
    private volatile @Nullable Problem problem;
    private volatile int status = 200;
    private volatile Duration given = Duration.ZERO;
    private final AtomicInteger computations = new AtomicInteger();

    @Test
    void manyAddressesTakeNoMoreThanTheirShareOfMemory() {
        try (var site = site()) {
            for (int i = 0; i < 200; i++) site.get("/jobs?q=" + i);
        }

        // Twice each body of 5 kB.
        assertThat(entries.weight()).isBetween(MAX_BYTES / 2L, (long) MAX_BYTES);
    }

    @Test
    void a503OfTheRouteIsReplacedByTheStaleEntry() {
        try (var site = site()) {
            site.get("/jobs");
            now = now.plusSeconds(60);
            problem = ServiceUnavailable.SIGN_INS_BUSY.problem();

            var answer = site.get("/jobs");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Age")).contains("60");
            assertThat(site.get("/jobs?q=new").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void whatAnotherInstanceComputedIsShownForADay() {
        entries.putIfNewer("/jobs", new CacheEntry(response(), Content.JOBS, CacheEntry.OF_ANOTHER_INSTANCE, now));
        problem = ServiceUnavailable.SIGN_INS_BUSY.problem();
        try (var site = site()) {
            now = now.plus(Duration.ofHours(23));
            assertThat(site.get("/jobs").statusCode()).isEqualTo(200);

            now = now.plus(Duration.ofHours(1));
            assertThat(site.get("/jobs").statusCode()).isEqualTo(503);
        }
    }

    private static CachedResponse response() {
        return new CachedResponse(200, Map.of(), new EncodedBody(new byte[1]), "/jobs");
    }

    @Test
    void withAnEntryTheRouteHasTwoSeconds() {
        try (var site = site()) {
            site.get("/jobs");
            assertThat(given).isGreaterThan(Duration.ofSeconds(2));
            now = now.plusSeconds(60);

            site.get("/jobs");
            assertThat(given).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void whileItsSuccessorIsComputedAnEntryIsUsableForHalfASecondMore() throws Exception {
        try (var site = site()) {
            site.get("/jobs");
            now = now.plusMillis(600);
            assertThat(isReady()).isFalse();
            release = new CountDownLatch(1);
            var first = CompletableFuture.supplyAsync(() -> site.get("/jobs"));
            computing.await();

            assertThat(isReady()).isTrue();
            now = now.plusMillis(400);
            assertThat(isReady()).isFalse();

            release.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRequestThatIsRejectedGetsAnEntryOfAtMostTenSeconds() {
        try (var site = site()) {
            site.get("/jobs");
        }
        now = now.plusSeconds(9);
        var recent = requireNonNull(cache.findRecent("/jobs", _ -> null));

        assertThat(recent.headers()).containsEntry("Age", "9").containsEntry("Warning", "110 - \"Response is Stale\"");
        assertThat(cache.findRecent("/jobs", name -> name.equals("Cookie") ? "any=1" : null))
                .isNull();
        now = now.plusSeconds(1);
        assertThat(cache.findRecent("/jobs", _ -> null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "301, 1", "201, 2", "204, 2", "302, 2", "303, 2", "404, 2", "410, 2", "500, 2"})
    void only200And301AreStored(int responseStatus, int expected) {
        status = responseStatus;
        try (var site = site()) {
            assertThat(site.get("/jobs").statusCode()).isEqualTo(responseStatus);
            assertThat(site.get("/jobs").statusCode()).isEqualTo(responseStatus);
        }

        assertThat(computations).hasValue(expected);
    }

    @Test
    void anEntryFromTheFutureIsNotServed() {
        try (var site = site()) {
            site.get("/jobs");
            now = now.minusMillis(1);

            assertThat(isReady()).isFalse();
            assertThat(cache.findRecent("/jobs", _ -> null)).isNull();
            site.get("/jobs");
            assertThat(computations).hasValue(2);
            assertThat(isReady()).isTrue();
        }
    }

    @Test
    void aWriteMakesAYoungEntryStale() {
        try (var site = site()) {
            site.get("/jobs");
            assertThat(isReady()).isTrue();
            cache.invalidate(PublicResponseCache.Content.JOBS);

            assertThat(isReady()).isFalse();
        }
    }

    @Test
    void anEntryIsFreshForHalfASecond() {
        try (var site = site()) {
            site.get("/jobs");
        }
        now = now.plusMillis(499);
        assertThat(isReady()).isTrue();
        now = now.plusMillis(1);
        assertThat(isReady()).isFalse();
    }

    @Test
    @DisplayName("R20 what another instance computed is never fresh here, however young it seems")
    void aResponseOfAnotherInstanceIsNeverFresh() {
        try (var site = site(cache)) {
            site.get("/jobs");
            var own = requireNonNull(entries.get("/jobs"));
            now = now.plusSeconds(5);
            entries.putIfNewer(
                    "/jobs", new CacheEntry(own.response(), own.content(), CacheEntry.OF_ANOTHER_INSTANCE, now));

            assertThat(isReady()).isFalse();
            assertThat(site.get("/jobs").headers().firstValue("Age")).isEmpty();
            assertThat(computations).hasValue(2);
            assertThat(given).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aProblemOfTheRequestItselfIsNotReplacedByAStaleEntry() {
        try (var site = site()) {
            site.get("/jobs");
            now = now.plusSeconds(60);
            problem = Problem.notFound();

            assertThat(site.get("/jobs").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aCachedResponseHasTheRequestIdOfItsOwnRequest() {
        try (var site = site()) {
            var first = site.get("/jobs");
            var second = site.get("/jobs");

            assertThat(computations).hasValue(1);
            assertThat(second.headers().firstValue("X-Request-Id"))
                    .isPresent()
                    .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
        }
    }

    @Test
    void aCachedResponseIsNegotiatedLikeAComputedOne() {
        try (var site = site(cache)) {
            var computed = site.get("/jobs", "Accept-Encoding", "gzip");
            var tag = computed.headers().firstValue("ETag").orElseThrow();

            var cached = site.get("/jobs", "Accept-Encoding", "gzip");
            var known = site.get("/jobs", "Accept-Encoding", "gzip", "If-None-Match", tag);
            var plain = site.get("/jobs", "If-None-Match", tag);

            assertThat(computations).hasValue(1);
            assertThat(cached.headers().firstValue("ETag")).contains(tag);
            assertThat(cached.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(cached.body()).isEqualTo(computed.body());
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.headers().firstValue("ETag")).contains(tag);
            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(plain.body()).hasSize(5_000);
        }
    }

    @Test
    void aCachedRedirectStaysARedirectWhateverTheConditionSays() {
        status = 301;
        try (var site = site(cache)) {
            site.get("/jobs");

            assertThat(site.get("/jobs", "If-None-Match", "*").statusCode()).isEqualTo(301);
        }
        assertThat(computations).hasValue(1);
    }

    private boolean isReady() {
        return cache.find("/jobs", _ -> null) != null;
    }

    private void jobs(Context request) throws InterruptedException {
        computations.incrementAndGet();
        if (release.getCount() > 0) computing.countDown();
        release.await();
        given = Deadline.left(Duration.ofHours(1));
        var thrown = problem;
        if (thrown != null) throw thrown;
        request.status(status).result("x".repeat(5_000));
    }

    /// Without the cache in front of the servlet: each request reaches it.
    private TestSite site() {
        return site(TestServer.NO_CACHE);
    }

    private TestSite site(ResponseCache inFront) {
        Feature feature = routes -> routes.get("/jobs", cache.cached(PublicResponseCache.Content.JOBS, this::jobs));
        return new TestSite(origin -> new SiteServlet(origin, templates, Optional::empty, List.of(feature)), inFront);
    }
}
