package com.hiremebahamas.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestBrowser.Window;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.WholeSite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds on every page, wide and narrow.
class EveryPageTest {

    private static final List<String> FOR_EVERYONE = List.of(
            "/",
            "/jobs",
            "/jobs?q=astronaut",
            "/jobs?q=%FF&island=nowhere",
            "/jobs/1",
            "/sign-in?next=%2Fme",
            "/sign-in?tab=other",
            "/register",
            "/nowhere",
            "//jobs");

    private static final List<String> FOR_MEMBERS =
            List.of("/", "/jobs/1", "/jobs/new", "/jobs/mine", "/jobs/1/closure", "/me", "/people/1", "/sign-in");

    /// What a press in the middle of each visible control meets; the first line of one that is on several.
    private static final String COVERED = """
            [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
                .filter(control => control.checkVisibility())
                .flatMap(control => {
                    control.scrollIntoView({block: 'center', behavior: 'instant'});
                    const box = control.getClientRects()[0];
                    if (box.bottom + scrollY < 0) return [];
                    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return control.contains(met) ? [] : [`${control.outerHTML} is under ${met?.outerHTML}`];
                })""";

    private static final String NOT_FULL_WIDTH = """
            [...document.querySelectorAll('main form > .button, .actions > .button, .actions > form > .button')]
                .filter(button => {
                    const style = getComputedStyle(button.parentElement);
                    const width = button.parentElement.clientWidth - parseFloat(style.paddingLeft)
                        - parseFloat(style.paddingRight);
                    return Math.abs(button.offsetWidth - width) > 1;
                }).map(button => button.outerHTML)""";

    private static WholeSite site;
    private static TestBrowser browser;
    private static String token;

    @BeforeAll
    static void open() {
        site = new WholeSite(TestDatabase.empty());
        token = site.register("Shanice Rolle", "shanice@example.com");
        RealisticJobs.post(new TestJobs(site.database().tidepool()), 12, Instant.now());
        site.database().tidepool().update("update job set posted_by = 1");
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
    }

    static Stream<Arguments> pages() {
        return Stream.of(320, 1280)
                .flatMap(width -> Stream.concat(
                        FOR_EVERYONE.stream().map(path -> Arguments.of(width, false, path)),
                        FOR_MEMBERS.stream().map(path -> Arguments.of(width, true, path))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyControlCanBePressedInItsMiddle(int width, boolean member, String path) {
        try (var window = window(width, member, path)) {
            assertThat(window.page().evaluate(COVERED)).isEqualTo(List.of());
            if (!path.startsWith("//")) window.isSound();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theButtonsOfASmallPhoneAreAsWideAsTheirForm(int width, boolean member, String path) {
        if (width > 320) return;
        try (var window = window(width, member, path)) {
            assertThat(window.page().evaluate(NOT_FULL_WIDTH)).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs"})
    void theButtonOfTheSearchIsAsHighAsItsFields(String path) {
        try (var window = window(1280, false, path)) {
            assertThat(window.page().evaluate("""
                    new Set(['#q', '#island', '.search .button'].map(field => {
                        const box = document.querySelector(field).getBoundingClientRect();
                        return box.top + ' ' + box.height;
                    })).size""")).isEqualTo(1);
        }
    }

    /// A title is what a screen reader reads first, and a tab shows.
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-in?next=%2Fjobs%2Fnew", "/register", "/register?next=%2Fjobs%2Fnew"})
    void theTitleOfAPageIsItsHeading(String path) {
        try (var window = window(1280, false, path)) {
            var page = window.page();
            assertThat(page.title()).isEqualTo(page.locator("h1").textContent() + " · HireMeBahamas");
        }
    }

    private static Window window(int width, boolean member, String path) {
        var window = browser.open(site.http().origin(), width, true);
        if (member) window.page().setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token));
        window.page().navigate(site.http().origin() + path);
        return window;
    }
}
