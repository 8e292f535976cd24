package com.hiremebahamas.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.BrowserSite;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching in a browser: what is requested, announced and kept, and what happens while the network is away.
class SearchBrowserTest {

    private static BrowserSite site;

    @BeforeAll
    static void open() {
        site = BrowserSite.withJobs(12);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSearchOfTheFirstPageLeadsToItsResults(boolean javaScript) {
        try (var window = site.open(360, javaScript)) {
            var page = window.page();
            page.navigate("/");
            search(page, "bartender");

            assertThat(page).hasURL(Pattern.compile(".*/jobs\\?q=bartender.*"));
            assertThat(page.locator("h1")).hasText("Jobs for “bartender”");
            window.isSound();
        }
    }

    /// Those who use a keyboard or a screen reader choose at a pace of their own, and press a button when done.
    @Test
    void choosingAnIslandRequestsNothingUntilTheSearchIsSent() {
        try (var window = site.open(1280, true)) {
            var page = window.page();
            page.clock().install();
            page.navigate("/jobs");
            int before = history(page);
            window.takeRequests();
            page.locator("#island").focus();
            for (int i = 0; i < 3; i++) {
                page.keyboard().press("ArrowDown");
                page.clock().runFor(5_000);
            }
            assertThat(window.takeRequests()).doesNotContain("/jobs");
            var island = page.locator("#island").inputValue();
            page.getByText("Find jobs").click();

            assertThat(page).hasURL(Pattern.compile(".*\\?island=" + island));
            assertThat(window.takeRequests()).filteredOn("/jobs"::equals).hasSize(1);
            assertThat(history(page)).isEqualTo(before + 1);
        }
    }

    @Test
    void howManyJobsWereFoundIsAShortStatusThatStays() {
        try (var window = site.open(1280, true)) {
            var page = window.page();
            page.navigate("/jobs");
            assertThat(page.locator("#found")).hasText("12 jobs found");
            page.evaluate("window.found = document.getElementById('found')");
            search(page, "astronaut");

            assertThat(page.locator("#found")).hasText("No jobs found");
            assertThat(page.evaluate("window.found.isConnected && window.found.textContent"))
                    .isEqualTo("No jobs found");
            assertThat(page.locator("[aria-live], [role=status]")).hasCount(1);
        }
    }

    @Test
    void typingAndSearchingAgainAddNothingToTheHistory() {
        try (var window = site.open(1280, true)) {
            var page = window.page();
            page.navigate("/jobs");
            int before = history(page);
            page.locator("#q").pressSequentially("bartender");
            assertThat(history(page)).isEqualTo(before);
            for (int i = 0; i < 3; i++) {
                page.waitForResponse("**/jobs?**", () -> page.keyboard().press("Enter"));
            }

            assertThat(page).hasURL(Pattern.compile(".*\\?q=bartender"));
            page.waitForTimeout(200);
            assertThat(history(page)).isEqualTo(before + 1);
        }
    }

    @Test
    void anUnreachableNetworkIsToldAndTryingAgainWorks() {
        try (var window = site.open(360, true)) {
            var page = window.page();
            page.navigate("/jobs");
            page.context().setOffline(true);
            search(page, "astronaut");

            assertThat(page.locator("#unreachable")).containsText("You seem to be offline.");
            assertThat(page.locator("#q")).hasValue("astronaut");
            window.screenshot("offline-360");
            page.context().setOffline(false);
            page.locator("#unreachable button").click();
            assertThat(page.locator("#found")).hasText("No jobs found");
            assertThat(page.locator("#unreachable")).isEmpty();
        }
    }

    @Test
    void aSearchThatIsNeverAnsweredIsTold() {
        try (var window = site.open(360, true)) {
            var page = window.page();
            page.navigate("/jobs");
            page.evaluate("htmx.config.timeout = 1");
            page.route("**/jobs?**", _ -> {});
            search(page, "astronaut");

            assertThat(page.locator("#unreachable")).containsText("You seem to be offline.");
        }
    }

    @Test
    void anErrorOfTheBalancerIsToldAndTryingAgainWorks() {
        try (var window = site.open(360, true)) {
            var page = window.page();
            page.navigate("/jobs");
            page.route("**/jobs?**", route -> route.fulfill(new Route.FulfillOptions().setStatus(502)));
            search(page, "astronaut");

            assertThat(page.locator("#unreachable")).containsText("The site did not answer.");
            page.unroute("**/jobs?**");
            page.locator("#unreachable button").click();
            assertThat(page.locator("#found")).hasText("No jobs found");
        }
    }

    @Test
    void theFocusIsNeverLostWhileTryingAgain() {
        try (var window = site.open(360, true)) {
            var page = window.page();
            page.navigate("/jobs");
            page.route("**/jobs?**", route -> route.fulfill(new Route.FulfillOptions().setStatus(502)));
            search(page, "astronaut");
            for (int i = 0; i < 2; i++) {
                page.locator("#unreachable button").focus();
                page.waitForResponse("**/jobs?**", () -> page.keyboard().press("Enter"));
                page.waitForTimeout(200);
                assertThat(page.locator("#unreachable button")).isFocused();
            }
            page.unroute("**/jobs?**");
            page.keyboard().press("Enter");

            assertThat(page.locator("#results h1")).isFocused();
            assertThat(page.locator("#results h1")).hasText("Jobs for “astronaut”");
        }
    }

    private static void search(Page page, String words) {
        page.locator("#q").fill(words);
        page.getByText("Find jobs").click();
    }

    private static int history(Page page) {
        return (int) page.evaluate("history.length");
    }
}
