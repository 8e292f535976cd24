package com.hiremebahamas.accounts;

import static com.hiremebahamas.accounts.MailedSite.cookie;
import static com.hiremebahamas.accounts.MailedSite.location;
import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestSite;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Forgotten and changed passwords, through real pages and the mails they send.
class RecoveryTest {

    private static final String NEW = "four purple iguanas";

    private static final MailedSite SITE = new MailedSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void aForgottenPasswordIsReplacedByALinkAndEveryOtherSessionEnds() {
        var session = SITE.member("ann@example.com");
        SITE.site().mailbox().clear();
        ask("ann@example.com");

        var changed = reset(SITE.token("ann@example.com"), NEW);

        assertThat(location(changed)).isEqualTo("/me");
        assertThat(SITE.isSignedIn(cookie(changed))).isTrue();
        assertThat(SITE.isSignedIn(session)).isFalse();
        assertThat(SITE.site().signIn("ann@example.com", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(SITE.site().signIn("ann@example.com", NEW).statusCode()).isEqualTo(200);
    }

    @Test
    void aMailTellsThatThePasswordWasChanged() {
        var session = SITE.member("told@example.com");
        SITE.site().mailbox().clear();

        SITE.post("/me/password", session, Map.of("old_password", PASSWORD, "password", NEW));

        assertThat(SITE.site().mailbox().to("told@example.com").subject()).isEqualTo("Your password was changed");
    }

    @Test
    @DisplayName("asking for a new password is answered alike whether or not the address has an account")
    void askingDoesNotTellWhetherThereIsAnAccount() {
        SITE.member("there@example.com");

        var known = ask("there@example.com");
        var unknown = ask("gone@example.com");

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(TestSite.withoutId(known).replace("there@", "gone@")).isEqualTo(TestSite.withoutId(unknown));
    }

    @Test
    @DisplayName("of fifty uses of one link at once, one succeeds")
    void ofFiftyUsesAtOnceOneSucceeds() throws Exception {
        SITE.member("race@example.com");
        SITE.site().mailbox().clear();
        ask("race@example.com");
        var token = SITE.token("race@example.com");

        var answers = Concurrently.run(50, i -> reset(token, NEW + " " + i));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 303))
                .hasSize(1);
        assertThat(answers)
                .allMatch(answer ->
                        answer.statusCode() == 303 || answer.statusCode() == 410 || answer.statusCode() == 503);
        assertThat(SITE.get("/new-password?token=" + token, "").statusCode()).isEqualTo(410);
    }

    @Test
    void aWeakPasswordUsesTheLinkUpForNobody() {
        SITE.member("weak@example.com");
        SITE.site().mailbox().clear();
        ask("weak@example.com");
        var token = SITE.token("weak@example.com");

        var refused = reset(token, "password1");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("<title>Error: ", "This password is easy to guess.");
        assertThat(reset(token, NEW).statusCode()).isEqualTo(303);
    }

    @Test
    void aLinkForAnotherPurposeIsNone() {
        var session = SITE.member("purpose@example.com");
        SITE.site().mailbox().clear();
        ask("purpose@example.com");
        var token = SITE.token("purpose@example.com");

        assertThat(SITE.get("/confirm-email?token=" + token, "").statusCode()).isEqualTo(410);
        assertThat(SITE.confirm(token, PASSWORD, "").statusCode()).isEqualTo(410);
        assertThat(SITE.post("/new-email", session, Map.of("token", token)).statusCode())
                .isEqualTo(410);
    }

    @Test
    void aPasswordIsChangedByTheOldOne() {
        var here = SITE.member("change@example.com");
        var elsewhere = SITE.site().signIn("change@example.com", PASSWORD);

        var wrong = SITE.post("/me/password", here, Map.of("old_password", "not this one", "password", NEW));
        var right = SITE.post("/me/password", here, Map.of("old_password", PASSWORD, "password", NEW));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This is not your password.");
        assertThat(location(right)).isEqualTo("/me");
        assertThat(cookie(right)).isNotEqualTo(here);
        assertThat(SITE.isSignedIn(cookie(right))).isTrue();
        assertThat(SITE.isSignedIn(here)).isFalse();
        assertThat(SITE.site()
                        .get(
                                "/api/auth/me",
                                TestSite.read(elsewhere).path("token").asText())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theOldPasswordCannotBeGuessedFromAStolenSession() {
        var session = SITE.member("stolen@example.com");
        for (int i = 0; i < 5; i++)
            assertThat(SITE.post("/me/password", session, Map.of("old_password", "guess " + i, "password", NEW))
                            .statusCode())
                    .isEqualTo(422);

        assertThat(SITE.post("/me/password", session, Map.of("old_password", PASSWORD, "password", NEW))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void aResetProvesTheAddressOfAMemberFromBefore() {
        SITE.member("legacy@example.com");
        SITE.site().database().tidepool().update("""
                update account set verified_at = null where email = 'legacy@example.com'
                """);
        SITE.site().mailbox().clear();
        ask("legacy@example.com");

        var changed = reset(SITE.token("legacy@example.com"), NEW);

        assertThat(SITE.get("/me", cookie(changed)).body()).doesNotContain("not confirmed yet");
    }

    private static HttpResponse<String> ask(String email) {
        return SITE.post("/forgotten-password", "", Map.of("email", email));
    }

    private static HttpResponse<String> reset(String token, String password) {
        return SITE.post("/new-password", "", Map.of("token", token, "password", password));
    }
}
