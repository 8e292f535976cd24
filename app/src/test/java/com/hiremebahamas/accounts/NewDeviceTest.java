package com.hiremebahamas.accounts;

import static com.hiremebahamas.accounts.MailedSite.cookie;
import static com.hiremebahamas.accounts.MailedSite.location;
import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Signing in on a new device, through real pages and the mails they send.
class NewDeviceTest {

    private static final MailedSite SITE = new MailedSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void aSignInOnANewDeviceIsToldByMailAndOneOnAKnownDeviceIsNot() {
        var known = device(confirmed("told@example.com"));
        SITE.site().mailbox().clear();

        signIn("told@example.com", known);
        signIn("told@example.com", "");

        var mail = SITE.site().mailbox().to("told@example.com");
        assertThat(mail.subject()).isEqualTo("A new sign-in to your account");
        assertThat(SITE.site().mailbox().mails()).hasSize(1);
    }

    @Test
    void aLinkByMailSignsInOnce() {
        confirmed("once@example.com");
        SITE.site().mailbox().clear();
        SITE.post("/sign-in/link/mail", "", Map.of("email", "once@example.com"));
        var token = SITE.token("once@example.com");

        assertThat(SITE.get("/sign-in/link?token=" + token, "").statusCode()).isEqualTo(200);
        var signedIn = SITE.post("/sign-in/link", "", Map.of("token", token));

        assertThat(location(signedIn)).isEqualTo("/jobs");
        assertThat(SITE.isSignedIn(cookie(signedIn))).isTrue();
        assertThat(SITE.post("/sign-in/link", "", Map.of("token", token)).statusCode())
                .isEqualTo(410);
        assertThat(SITE.get("/sign-in/link?token=" + token, "").statusCode()).isEqualTo(410);
    }

    @Test
    void aNewPasswordForgetsTheDevices() {
        var first = confirmed("fresh@example.com");
        var known = device(first);
        SITE.post("/me/password", cookie(first), Map.of("old_password", PASSWORD, "password", "four purple iguanas"));
        SITE.site().mailbox().clear();

        SITE.post("/sign-in", known, Map.of("email", "fresh@example.com", "password", "four purple iguanas"));

        assertThat(SITE.site().mailbox().to("fresh@example.com").subject()).isEqualTo("A new sign-in to your account");
    }

    @Test
    void signingOutEverywhereForgetsTheDevices() {
        var first = confirmed("everywhere@example.com");
        SITE.post("/sign-out/everywhere", cookie(first), Map.of());
        signIn("everywhere@example.com", "");
        SITE.site().mailbox().clear();

        signIn("everywhere@example.com", device(first));

        assertThat(SITE.site().mailbox().to("everywhere@example.com").subject())
                .isEqualTo("A new sign-in to your account");
    }

    @Test
    @DisplayName("an account whose address is not confirmed gets a link to a new password instead of one to sign in")
    void anUnconfirmedAccountIsNotSharedWithTheOneWhoKnowsItsPassword() {
        confirmed("before@example.com");
        SITE.site().database().tidepool().update("""
                update account set verified_at = null where email = 'before@example.com'
                """);
        SITE.site().mailbox().clear();

        SITE.post("/sign-in/link/mail", "", Map.of("email", "before@example.com"));

        assertThat(SITE.site().mailbox().linkTo("before@example.com")).startsWith("/new-password?");
    }

    private static HttpResponse<String> confirmed(String email) {
        var pending = SITE.signUp(email, PASSWORD);
        return SITE.confirm(SITE.token(email), PASSWORD, pending);
    }

    private static void signIn(String email, String cookie) {
        SITE.post("/sign-in", cookie, Map.of("email", email, "password", PASSWORD));
    }

    /// The cookie by which the browser is known from then on.
    private static String device(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("__Host-device="))
                .map(each -> each.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
    }
}
