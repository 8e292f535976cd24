package com.hiremebahamas.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestBrowser.Window;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a browser shows: focus, announcements, history, the network, print, and small phones.
class BrowserTest {

    private static final String FOCUSED = "selector => document.activeElement.matches(selector)";

    /// Of the focus ring and what is around it, as WCAG 2.2 computes it.
    private static final String RING_CONTRAST = """
            (() => {
                const light = colour => {
                    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number)
                        .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const ring = light(getComputedStyle(document.activeElement).outlineColor);
                const around = light(getComputedStyle(document.querySelector('.search')).backgroundColor);
                return (Math.max(ring, around) + 0.05) / (Math.min(ring, around) + 0.05);
            })()""";

    private static TestDatabase database;
    private static TestSite site;
    private static TestBrowser browser;

    @BeforeAll
    static void open() {
        database = TestDatabase.empty();
        RealisticJobs.post(new TestJobs(database.tidepool()), 12, JobsSite.NOW);
        site = JobsSite.on(database, Map.of("ann", 1L));
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
        database.close();
    }

    @Test
    void aFailedFormMovesTheFocusToItsErrorsWhichLeadToTheirFields() {
        try (var window = signedIn(360, "/jobs/new")) {
            var page = window.page();
            page.evaluate("document.querySelector('main form').noValidate = true");
            page.getByText("Post this job").click();

            assertThat(page).hasTitle("Error: Post a job · HireMeBahamas");
            assertThat(page.locator("[role=alert] li")).hasCount(6);
            assertThat(page.evaluate("document.activeElement.getAttribute('role')"))
                    .isEqualTo("alert");
            for (var link : page.locator("[role=alert] a").all()) {
                var field = link.getAttribute("href").substring(1);
                link.click();
                assertThat(page.evaluate("document.activeElement.id")).isEqualTo(field);
                assertThat(page.evaluate("""
                        document.activeElement.getAttribute('aria-describedby').split(' ')
                            .every(id => document.getElementById(id) !== null)""")).isEqualTo(true);
                assertThat(page.locator("#" + field).getAttribute("aria-describedby"))
                        .endsWith(field + "-problem");
            }
            assertThat(page.locator("#title")).hasAttribute("aria-describedby", "title-hint title-problem");
            window.isSound();
            window.screenshot("form-with-errors-360");
        }
    }

    @Test
    void howManyJobsWereFoundIsAShortStatusThatStays() {
        try (var window = browser.open(site.origin(), 1280, true)) {
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
    void arrowKeysOnTheIslandMakeOneRequestAndOneStepOfTheHistory() {
        try (var window = browser.open(site.origin(), 1280, true)) {
            var page = window.page();
            page.navigate("/jobs");
            int before = history(page);
            window.takeRequests();
            page.locator("#island").focus();
            for (int i = 0; i < 5; i++) page.keyboard().press("ArrowDown");
            var island = page.locator("#island").inputValue();

            assertThat(page).hasURL(Pattern.compile(".*\\?island=" + island));
            assertThat(window.takeRequests()).filteredOn("/jobs"::equals).hasSize(1);
            assertThat(history(page)).isEqualTo(before + 1);
        }
    }

    @Test
    void typingAndSearchingAgainAddNothingToTheHistory() {
        try (var window = browser.open(site.origin(), 1280, true)) {
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
        try (var window = browser.open(site.origin(), 360, true)) {
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
        try (var window = browser.open(site.origin(), 360, true)) {
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
        try (var window = browser.open(site.origin(), 360, true)) {
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

    /// A screen reader announces a status when its content changes, not when it is there from the beginning.
    @Test
    void aConfirmationIsAnnouncedByScreenReaders() {
        try (var window = signedIn(360, "/jobs/new")) {
            var page = window.page();
            page.addInitScript("""
                    new MutationObserver(changes => {
                        for (const change of changes) {
                            if (change.removedNodes.length > 0 && change.target.getAttribute('role') === 'status')
                                change.target.classList.add('announced');
                        }
                    }).observe(document, {childList: true, subtree: true})""");
            page.setExtraHTTPHeaders(Map.of("Cookie", "__Host-done=CLOSED"));
            page.navigate("/jobs");

            assertThat(page.locator(".notice-good.announced")).containsText("The job is closed.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs/1"})
    void inDarkModePrintIsBlackOnWhite(String path) {
        try (var window = browser.open(site.origin(), 800, true, ColorScheme.DARK)) {
            var page = window.page();
            page.navigate(path);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.evaluate("""
                    [...document.querySelectorAll('body, main, main *')]
                        .filter(element => element.checkVisibility() && element.innerText)
                        .flatMap(element => {
                            const style = getComputedStyle(element);
                            const white = ['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(style.backgroundColor);
                            return (style.color === 'rgb(0, 0, 0)' ? [] : [element.className + ' ' + style.color])
                                .concat(white ? [] : [element.className + ' on ' + style.backgroundColor]);
                        })""")).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs/new", "/jobs/mine", "/jobs/1", "/jobs/1/closure", "/nowhere"})
    void aSmallPhoneHasFullButtonsAndNothingSticksOut(String path) {
        try (var window = signedIn(320, path)) {
            window.isSound();
            window.screenshot("small" + path.replace('/', '-'));
            assertThat(window.page().evaluate("""
                    [...document.querySelectorAll('.actions')].flatMap(row => [...row.querySelectorAll('.button')]
                        .filter(button => Math.abs(button.offsetWidth - row.clientWidth) > 1)
                        .map(button => button.textContent + button.offsetWidth))""")).isEqualTo(List.of());
        }
    }

    @Test
    void theButtonsOfAFormAreOneRowOnAWideScreen() {
        try (var window = signedIn(1280, "/jobs/new")) {
            assertThat(window.page().evaluate("""
                    new Set([...document.querySelectorAll('main form .actions .button')]
                        .map(button => button.offsetTop)).size""")).isEqualTo(1);
        }
    }

    @Test
    void thePayOfAFormIsAsWideAsItsOtherFieldsOnASmallPhone() {
        try (var window = signedIn(320, "/jobs/new")) {
            assertThat(window.page().evaluate("""
                    new Set(['title', 'pay_min', 'pay_max', 'pay_period']
                        .map(id => document.getElementById(id).offsetWidth)).size""")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theFocusOfTheFirstSearchCanBeSeen(ColorScheme colours) {
        try (var window = browser.open(site.origin(), 1280, true, colours)) {
            var page = window.page();
            page.navigate("/");
            for (var field : List.of("#q", "#island", ".hero .button")) {
                page.locator("#q").focus();
                for (int i = 0; !(boolean) page.evaluate(FOCUSED, field); i++) {
                    assertThat(i).isLessThan(5);
                    page.keyboard().press("Tab");
                }
                assertThat(((Number) page.evaluate(RING_CONTRAST)).doubleValue())
                        .as(field)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    private static Window signedIn(int width, String path) {
        var window = browser.open(site.origin(), width, true);
        window.page().setExtraHTTPHeaders(Map.of("Authorization", "Bearer ann", "Accept", "text/html"));
        window.page().navigate(path);
        return window;
    }

    private static void search(Page page, String words) {
        page.locator("#q").fill(words);
        page.getByText("Find jobs").click();
    }

    private static int history(Page page) {
        return (int) page.evaluate("history.length");
    }
}
