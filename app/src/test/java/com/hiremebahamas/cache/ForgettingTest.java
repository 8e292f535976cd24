package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Site;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    private static final int MOST_BYTES = 100_000;

    @Test
    void aFloodOfAddressesTakesNoMoreThanItsShareOfMemory() {
        var templates = new StaticTemplates();
        var answers =
                new PublicAnswers(templates, InstantSource.fixed(Instant.parse("2026-11-23T17:05:00Z")), MOST_BYTES);
        Feature feature = routes -> routes.get("/jobs", answers.of(request -> request.result("x".repeat(5_000))));

        try (var site = new TestSite(origin -> new Site(
                origin, _ -> Optional.empty(), templates, Optional::empty, answers::outdate, List.of(feature)))) {
            for (int i = 0; i < 200; i++) site.get("/jobs?q=" + i);
        }

        assertThat(answers.weight()).isBetween(MOST_BYTES / 2L, (long) MOST_BYTES);
    }
}
