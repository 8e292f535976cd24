package com.hiremebahamas.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.BrowserSite;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The form of posting a job in a browser: its errors, its looks, and the Back button.
class FormBrowserTest {

    private static BrowserSite site;

    @BeforeAll
    static void open() {
        site = BrowserSite.withoutJobs();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /// The key of the form that was sent is the one that Back brings, so that sending it again repeats nothing.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goingBackAfterPostingAndPostingAgainPostsOneJob(boolean javaScript) {
        try (var window = site.signedIn(360, javaScript, "/jobs/new")) {
            var page = window.page();
            long before = site.jobCount();
            fill(page);
            page.getByText("Post this job").click();
            assertThat(page.locator("h1")).hasText("Bartender");
            page.goBack();

            assertThat(page.locator("#pay_min")).hasValue("12.50");
            assertThat(page.locator("#description")).hasValue("Evenings at the bar.");
            page.getByText("Post this job").click();
            assertThat(page.locator("h1")).hasText("Bartender");
            assertThat(site.jobCount()).isEqualTo(before + 1);
        }
    }

    @Test
    void aNewFormAfterPostingPostsAnotherJob() {
        try (var window = site.signedIn(360, true, "/jobs/new")) {
            var page = window.page();
            long before = site.jobCount();
            for (int i = 0; i < 2; i++) {
                page.navigate("/jobs/new");
                fill(page);
                page.getByText("Post this job").click();
                assertThat(page.locator("h1")).hasText("Bartender");
            }

            assertThat(site.jobCount()).isEqualTo(before + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1280})
    void theErrorsOfThePayAreAboveItsFieldsWhichStayOneRow(int width) {
        try (var window = site.signedIn(width, true, "/jobs/new")) {
            var page = window.page();
            page.evaluate("document.querySelector('main form').noValidate = true");
            page.locator("#pay_min").fill("480-500");
            page.locator("#pay_max").fill("plenty");
            page.getByText("Post this job").click();

            assertThat(page.locator("#pay_min-problem")).containsText("“Up to”");
            for (var id : List.of("pay_min", "pay_max")) {
                assertThat(page.locator("#" + id)).hasAttribute("aria-describedby", id + "-problem");
                var problem = page.locator("#" + id + "-problem").boundingBox();
                assertThat(problem.y + problem.height)
                        .isLessThan(page.locator("label[for=pay_min]").boundingBox().y);
                assertThat(problem.width).isGreaterThan(page.locator("#title").boundingBox().width * 0.9);
            }
            if (width == 1280) {
                assertThat(tops(page, "label[for=pay_min]", "label[for=pay_max]", "label[for=pay_period]"))
                        .hasSize(1);
                assertThat(tops(page, "#pay_min", "#pay_max", "#pay_period")).hasSize(1);
            }
            window.isSound();
            window.screenshot("pay-with-errors-" + width);
        }
    }

    private static List<Double> tops(Page page, String... selectors) {
        return Stream.of(selectors)
                .map(selector -> page.locator(selector).boundingBox().y)
                .distinct()
                .toList();
    }

    @Test
    void aFailedFormMovesTheFocusToItsErrorsWhichLeadToTheirFields() {
        try (var window = site.signedIn(360, true, "/jobs/new")) {
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
    void theButtonsOfAFormAreOneRowOnAWideScreen() {
        try (var window = site.signedIn(1280, true, "/jobs/new")) {
            assertThat(window.page().evaluate("""
                    new Set([...document.querySelectorAll('main form .actions .button')]
                        .map(button => button.offsetTop)).size""")).isEqualTo(1);
        }
    }

    @Test
    void thePayOfAFormIsAsWideAsItsOtherFieldsOnASmallPhone() {
        try (var window = site.signedIn(320, true, "/jobs/new")) {
            assertThat(window.page().evaluate("""
                    new Set(['title', 'pay_min', 'pay_max', 'pay_period']
                        .map(id => document.getElementById(id).offsetWidth)).size""")).isEqualTo(1);
        }
    }

    private static void fill(Page page) {
        page.locator("#title").fill("Bartender");
        page.locator("#employer").fill("Blue Hole Bar");
        page.locator("#island").selectOption("exuma");
        page.locator("#pay_min").fill("12.50");
        page.locator("#description").fill("Evenings at the bar.");
        page.locator("#how_to_apply").fill("Call 242 555 0100.");
    }
}
