package com.hiremebahamas.accounts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestBrowser.Window;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A person and their account, in a real browser: registered, confirmed, changed, forgotten and found again.
class AccountJourneyTest {

    private static final String FIRST = "seven grey pelicans";
    private static final String SECOND = "four purple iguanas";

    private static WholeSite site;
    private static TestBrowser browser;

    @BeforeAll
    static void open() {
        site = new WholeSite(TestDatabase.empty());
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
    }

    @ParameterizedTest(name = "{0} px, JavaScript {1}, {2}")
    @CsvSource({"360, true, LIGHT", "360, false, DARK", "1280, true, DARK", "1280, false, LIGHT"})
    void anAccountIsConfirmedChangedForgottenAndFoundAgain(int width, boolean javaScript, ColorScheme colours) {
        var email = "ann" + width + javaScript + "@example.com";
        try (var window = browser.open(site.http().origin(), width, javaScript, colours)) {
            signUp(window, email);
            confirm(window, email);
            changeProfile(window);
            changePassword(window);
            forget(window, email);
            changeEmail(window, "new." + email);
        }
    }

    private static void signUp(Window window, String email) {
        var page = window.page();
        page.navigate("/register");
        page.getByLabel("Your name").fill("Ann Rolle");
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Password").fill(FIRST);
        button(page, "Register").click();
        assertThat(page.getByText("Look into your mail: a link there confirms your address."))
                .isVisible();
        page.navigate("/me");
        seen(window, "pending");
        button(page, "Send the mail again").click();
        assertThat(page.getByText("Look into your mail, and into the spam folder too."))
                .isVisible();
    }

    private static void confirm(Window window, String email) {
        var page = window.page();
        page.navigate(site.mailbox().linkTo(email));
        page.getByLabel("Password").fill("not this one");
        button(page, "Confirm my address").click();
        assertThat(page.getByText("This is not the password that you chose").first())
                .isVisible();
        seen(window, "confirm");
        page.getByLabel("Password").fill(FIRST);
        button(page, "Confirm my address").click();
        assertThat(page.getByText("Your e-mail address is confirmed")).isVisible();
        seen(window, "account");
    }

    private static void changeProfile(Window window) {
        var page = window.page();
        link(page, "Change your profile").click();
        page.getByLabel("Telephone (optional)").fill("300 12");
        button(page, "Save").click();
        assertThat(page.getByText("Enter a telephone number that can be dialled")
                        .first())
                .isVisible();
        page.getByLabel("Telephone (optional)").fill("300 1234");
        page.getByLabel("Show my telephone number to members").check();
        seen(window, "profile");
        button(page, "Save").click();
        assertThat(page.getByText("Your profile is saved.")).isVisible();
        link(page, "See your profile as other members see it").click();
        assertThat(page.getByText("(242) 300-1234")).isVisible();
        seen(window, "person");
    }

    private static void changePassword(Window window) {
        var page = window.page();
        page.navigate("/me/password");
        page.getByLabel("Your password now").fill(FIRST);
        page.getByLabel("New password").fill(SECOND);
        seen(window, "password");
        button(page, "Change the password").click();
        assertThat(page.getByText("Your password is changed.")).isVisible();
    }

    private static void forget(Window window, String email) {
        var page = window.page();
        button(page, "Sign out here").click();
        page.navigate("/sign-in");
        link(page, "Forgotten your password?").click();
        seen(window, "forgotten");
        page.getByLabel("E-mail address").fill(email);
        site.mailbox().clear();
        button(page, "Send me a link").click();
        assertThat(page.getByText("If there is an account with the address")).isVisible();
        seen(window, "sent");
        var reset = site.mailbox().linkTo(email);
        page.navigate(reset);
        seen(window, "new password");
        page.getByLabel("New password").fill(FIRST);
        button(page, "Set this password").click();
        assertThat(page.getByText("Your password is changed.")).isVisible();
        page.navigate(reset);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("This link no longer works");
    }

    private static void changeEmail(Window window, String email) {
        var page = window.page();
        page.navigate("/me/email");
        page.getByLabel("New e-mail address").fill(email);
        page.getByLabel("Password").fill(FIRST);
        seen(window, "email");
        button(page, "Send the link").click();
        page.navigate(site.mailbox().linkTo(email));
        seen(window, "new email");
        button(page, "Use this address").click();
        assertThat(page.getByText("Your account has its new e-mail address.")).isVisible();
        assertThat(page.getByText(email).first()).isVisible();
    }

    private static void seen(Window window, String name) {
        window.isSound();
        window.screenshot("account " + name + " " + window.page().viewportSize().width);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
