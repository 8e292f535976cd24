package com.hiremebahamas.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.BrowserSite;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a browser shows: announcements, print, focus, and small phones.
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

    private static BrowserSite site;

    @BeforeAll
    static void open() {
        site = BrowserSite.withJobs(12);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /// A screen reader announces a status when its content changes, not when it is there from the beginning.
    @Test
    void aConfirmationIsAnnouncedByScreenReaders() {
        try (var window = site.signedIn(360, true, "/jobs/new")) {
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
        try (var window = site.open(800, true, ColorScheme.DARK)) {
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

    @Test
    void aPrintedListHasTheNameOfTheSiteAndWholeDates() {
        try (var window = site.open(800, true)) {
            var page = window.page();
            page.navigate("/jobs");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator(".brand")).isVisible();
            assertThat(page.locator(".site-nav")).isHidden();
            assertThat(page.evaluate("getComputedStyle(document.querySelector('.jobs time'), '::after').content"))
                    .asString()
                    .contains("23 November 2026, 6:35 am");
        }
    }

    @Test
    void aPrintedJobHasSpaceBetweenItsParts() {
        try (var window = site.open(800, true)) {
            var page = window.page();
            page.navigate("/jobs/1");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator(".job-page .body").boundingBox().y)
                    .isGreaterThanOrEqualTo(bottom(page, ".job-page aside") + 16);
            assertThat(page.locator(".job-page aside").boundingBox().y)
                    .isGreaterThanOrEqualTo(bottom(page, ".job-page header") + 16);
        }
    }

    private static double bottom(Page page, String selector) {
        var box = page.locator(selector).boundingBox();
        return box.y + box.height;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs/new", "/jobs/mine", "/jobs/1", "/jobs/1/closure", "/nowhere"})
    void aSmallPhoneHasFullButtonsAndNothingSticksOut(String path) {
        try (var window = site.signedIn(320, true, path)) {
            window.isSound();
            window.screenshot("small" + path.replace('/', '-'));
            assertThat(window.page().evaluate("""
                    [...document.querySelectorAll('.actions')].flatMap(row => [...row.querySelectorAll('.button')]
                        .filter(button => Math.abs(button.offsetWidth - row.clientWidth) > 1)
                        .map(button => button.textContent + button.offsetWidth))""")).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theFocusOfTheFirstSearchCanBeSeen(ColorScheme colours) {
        try (var window = site.open(1280, true, colours)) {
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
}
