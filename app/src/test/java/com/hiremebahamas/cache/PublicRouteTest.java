package com.hiremebahamas.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.SiteServlet;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Routes of the test's own, with answers kept.
class PublicRouteTest {

    private static final int MOST_BYTES = 100_000;

    private final StaticTemplates templates = new StaticTemplates();
    private volatile Instant now = Instant.parse("2026-11-23T17:05:00Z");
    private final PublicResponseCache answers = new PublicResponseCache(templates, () -> now, MOST_BYTES);
    private final CountDownLatch making = new CountDownLatch(1);
    private volatile CountDownLatch goOn = new CountDownLatch(0);
    private volatile boolean busy;
    private volatile Duration given = Duration.ZERO;

    @Test
    void aFloodOfAddressesTakesNoMoreThanItsShareOfMemory() {
        try (var site = site()) {
            for (int i = 0; i < 200; i++) site.get("/jobs?q=" + i);
        }

        assertThat(answers.weight()).isBetween(MOST_BYTES / 2L, (long) MOST_BYTES);
    }

    @Test
    void whoeverCannotBeServedNowIsShownTheLastAnswer() {
        try (var site = site()) {
            site.get("/jobs");
            now = now.plusSeconds(60);
            busy = true;

            var answer = site.get("/jobs");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Age")).contains("60");
            assertThat(site.get("/jobs?q=new").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void whereThereIsSomethingToShowTheDatabaseIsGivenTwoSeconds() {
        try (var site = site()) {
            site.get("/jobs");
            assertThat(given).isGreaterThan(Duration.ofSeconds(2));
            now = now.plusSeconds(60);

            site.get("/jobs");
            assertThat(given).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void whileTheNextAnswerIsMadeTheLastIsGivenForHalfASecondMore() throws Exception {
        try (var site = site()) {
            site.get("/jobs");
            now = now.plusMillis(600);
            assertThat(isReady()).isFalse();
            goOn = new CountDownLatch(1);
            var maker = CompletableFuture.supplyAsync(() -> site.get("/jobs"));
            making.await();

            assertThat(isReady()).isTrue();
            now = now.plusMillis(400);
            assertThat(isReady()).isFalse();

            goOn.countDown();
            assertThat(maker.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoeverFindsNoRoomIsShownWhatIsTenSecondsOldAtTheMost() {
        try (var site = site()) {
            site.get("/jobs");
        }
        now = now.plusSeconds(9);
        var recent = requireNonNull(answers.recent("/jobs", _ -> null));

        assertThat(recent.headers()).containsEntry("Age", "9").containsEntry("Warning", "110 - \"Response is Stale\"");
        assertThat(answers.recent("/jobs", name -> name.equals("Cookie") ? "any=1" : null))
                .isNull();
        now = now.plusSeconds(1);
        assertThat(answers.recent("/jobs", _ -> null)).isNull();
    }

    private boolean isReady() {
        return answers.find("/jobs", _ -> null) != null;
    }

    private void jobs(Context request) throws InterruptedException {
        if (goOn.getCount() > 0) making.countDown();
        goOn.await();
        given = Deadline.left(Duration.ofHours(1));
        if (busy) throw Problem.unavailable("busy", "Too many people are asking.", Duration.ofSeconds(5));
        request.result("x".repeat(5_000));
    }

    private TestSite site() {
        Feature feature = routes -> routes.get("/jobs", answers.of(this::jobs));
        return new TestSite(
                origin -> new SiteServlet(origin, templates, Optional::empty, answers::outdate, List.of(feature)));
    }
}
