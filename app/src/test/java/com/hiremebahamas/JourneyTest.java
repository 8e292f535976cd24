package com.hiremebahamas;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestBrowser.Window;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.WholeSite;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people come for, in a real browser, wide and narrow, with and without JavaScript.
class JourneyTest {

    private static WholeSite site;
    private static TestBrowser browser;

    @BeforeAll
    static void open() {
        site = new WholeSite(TestDatabase.empty());
        RealisticJobs.post(new TestJobs(site.database().tidepool()), 2, Instant.now());
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
    }

    @ParameterizedTest(name = "{0} px, JavaScript {1}")
    @CsvSource({"360, true", "360, false", "1280, true", "1280, false"})
    void anEmployerPostsAJobThatASeekerFinds(int width, boolean javaScript) {
        var mark = width + (javaScript ? " with" : " without");
        try (var window = browser.open(site.http().origin(), width, javaScript)) {
            register(window, mark);
            write(window, "Bartender " + mark);
            confirm(window, email(mark));
            post(window, "Bartender " + mark);
            signOut(window);
            find(window, "Bartender " + mark);
        }
    }

    /// What people do first.
    @ParameterizedTest(name = "{0} px, JavaScript {1}")
    @CsvSource({"360, true", "360, false", "1280, true", "1280, false"})
    void aSeekerSearchesOnTheFirstPageReadsAJobAndGoesBack(int width, boolean javaScript) {
        try (var window = browser.open(site.http().origin(), width, javaScript)) {
            var page = window.page();
            page.navigate("/");
            page.getByLabel("Job or employer").fill("nurse");
            button(page, "Find jobs").click();
            assertThat(heading(page, "Jobs for “nurse”")).isVisible();
            link(page, "Registered nurse").first().click();
            assertThat(heading(page, "Registered nurse")).isVisible();
            window.isSound();
            page.goBack();
            assertThat(heading(page, "Jobs for “nurse”")).isVisible();
            page.goBack();
            assertThat(heading(page, "Find work all over The Bahamas")).isVisible();
        }
    }

    /// From the page that needs an account, through both doors and back to it.
    private static void register(Window window, String mark) {
        var page = window.page();
        page.navigate("/");
        window.isSound();
        link(page, "Post a job").first().click();
        assertThat(page).hasTitle("Sign in to post a job · HireMeBahamas");
        window.isSound();
        page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Register"))
                .click();
        page.getByLabel("Your name").fill("Ann Rolle");
        page.getByLabel("E-mail address").fill(email(mark));
        page.getByLabel("Password").fill("seven grey pelicans");
        window.isSound();
        button(page, "Register").click();
        assertThat(page).hasTitle("Post a job · HireMeBahamas");
    }

    private static String email(String mark) {
        return "ann" + mark.hashCode() + "@example.com";
    }

    /// What is written before the address is confirmed is kept.
    private static void write(Window window, String title) {
        var page = window.page();
        page.getByLabel("Job title").fill(title);
        page.getByLabel("Who is hiring").fill("Blue Hole Bar");
        page.getByLabel("Island").selectOption("exuma");
        page.getByLabel("Pay in B$").fill("12.50");
        page.getByLabel("For").selectOption("HOUR");
        page.getByLabel("The work").fill("Evenings at the bar.\n\nGood company.");
        page.getByLabel("How to apply").fill("Call 242 555 0100.");
        window.isSound();
        window.screenshot("post " + title);
        button(page, "Post this job").click();
        assertThat(page.getByText("Your job is kept as a draft.")).isVisible();
        window.isSound();
        window.screenshot("draft " + title);
    }

    private static void confirm(Window window, String email) {
        var page = window.page();
        page.navigate(site.mailbox().linkTo(email));
        page.getByLabel("Password").fill("seven grey pelicans");
        window.isSound();
        window.screenshot("confirm " + page.viewportSize().width);
        button(page, "Confirm my address").click();
        assertThat(page.getByText("Your e-mail address is confirmed")).isVisible();
    }

    private static void post(Window window, String title) {
        var page = window.page();
        page.navigate("/jobs/mine");
        link(page, "Go on with " + title).click();
        window.isSound();
        button(page, "Post this job").click();
        assertThat(heading(page, title)).isVisible();
    }

    private static void signOut(Window window) {
        var page = window.page();
        link(page, "Ann Rolle").click();
        window.isSound();
        window.screenshot("me " + page.viewportSize().width);
        button(page, "Sign out here").click();
        assertThat(link(page, "Sign in")).isVisible();
    }

    private static void find(Window window, String title) {
        var page = window.page();
        page.navigate("/jobs");
        page.getByLabel("Job or employer").fill(title);
        page.getByLabel("Island").selectOption("exuma");
        button(page, "Find jobs").click();
        assertThat(heading(page, "Jobs for “" + title + "” in Exuma and Cays")).isVisible();
        assertThat(page).hasTitle("Jobs for “" + title + "” in Exuma and Cays · HireMeBahamas");
        assertThat(page.url()).contains("island=exuma");
        window.isSound();
        window.screenshot("list " + title);
        link(page, title).click();
        assertThat(page.getByText("Call 242 555 0100.")).isVisible();
        assertThat(page.getByText("B$12.50 an hour")).isVisible();
        window.isSound();
        window.screenshot("job " + title);
        page.goBack();
        assertThat(link(page, title)).isVisible();
        assertThat(page.getByLabel("Job or employer")).hasValue(title);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }
}
