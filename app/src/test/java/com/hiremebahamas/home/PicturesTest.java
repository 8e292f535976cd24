package com.hiremebahamas.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Screenshots of the pages, in light and dark, wide and narrow, with checks of layout and accessibility.
///
/// The pictures are in `app/target/screenshots`. The one of the README is made again by
/// `mvn -pl app -am test -Dtest=PicturesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpictures=../docs/images`.
class PicturesTest {

    private static TestDatabase database;
    private static TestSite site;
    private static TestSite alone;
    private static TestBrowser browser;

    @BeforeAll
    static void open() {
        database = TestDatabase.empty();
        var jobs = new TestJobs(database.tidepool());
        RealisticJobs.post(jobs, 24, JobsSite.NOW);
        jobs.close(3);
        site = JobsSite.on(database, Map.of("ann", 1L));
        alone = JobsSite.on(TestDatabase.notConfigured(), Map.of());
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
        alone.close();
        site.close();
        database.close();
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"360, LIGHT", "1280, DARK"})
    void everyPagePassesTheChecks(int width, ColorScheme colours) {
        var pages = Map.of(
                "home", "/",
                "jobs", "/jobs",
                "job", "/jobs/1-bartender",
                "closed", "/jobs/3-boat-captain-day-charters",
                "nothing", "/jobs?q=astronaut",
                "missing", "/nowhere",
                "new", "/jobs/new",
                "mine", "/jobs/mine");
        try (var window = browser.open(site.origin(), width, true, colours)) {
            window.page().setExtraHTTPHeaders(Map.of("Authorization", "Bearer ann", "Accept", "text/html"));
            pages.forEach((name, path) -> {
                window.page().navigate(path);
                window.isSound();
                window.screenshot(name + "-" + width + "-" + colours.name());
            });
        }
    }

    @Test
    void aPageFitsAtTwiceTheFontSize() {
        try (var window = browser.open(site.origin(), 640, true)) {
            window.page().navigate("/jobs");
            window.page().evaluate("document.documentElement.style.fontSize = '200%'");
            window.isSound();
        }
    }

    @Test
    void theHomePagePassesTheChecksWhileTheDatabaseIsUnavailable() {
        try (var window = browser.open(alone.origin(), 360, true)) {
            window.page().navigate("/");
            window.isSound();
            window.screenshot("home-away-360-LIGHT");
        }
    }

    @Test
    void theReadmeShowsTheListOfJobs() throws IOException {
        var picture = Path.of(System.getProperty("pictures", "target/screenshots"), "jobs.png");
        try (var window = browser.open(site.origin(), 1200, true)) {
            window.page().navigate("/jobs");
            window.picture(picture);
        }

        assertThat(Files.size(picture)).isLessThan(300_000);
    }
}
