package com.hiremebahamas.accounts;

import static com.hiremebahamas.accounts.MailedSite.location;
import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Changing one's e-mail address, through real pages and the mails they send.
class EmailChangeTest {

    private static final MailedSite SITE = new MailedSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void theNewAddressConfirmsTheChangeAndTheOldOneIsTold() {
        var session = SITE.member("old@example.com");
        request(session, "new@example.com", PASSWORD);
        var token = SITE.token("new@example.com");
        assertThat(SITE.site().signIn("old@example.com", PASSWORD).statusCode())
                .as("nothing is changed yet")
                .isEqualTo(200);

        var changed = SITE.post("/new-email", session, Map.of("token", token));

        assertThat(location(changed)).isEqualTo("/me");
        assertThat(SITE.site().mailbox().to("old@example.com").subject()).isNotEmpty();
        assertThat(SITE.site().signIn("old@example.com", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(SITE.site().signIn("new@example.com", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(SITE.post("/new-email", session, Map.of("token", token)).statusCode())
                .isEqualTo(410);
    }

    @Test
    void withoutThePasswordNothingIsSent() {
        var session = SITE.member("careful@example.com");

        var refused = request(session, "thief@example.com", "not this one");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("This is not your password.");
        assertThat(SITE.site().mailbox().mails()).noneMatch(mail -> mail.to().equals("thief@example.com"));
    }

    @Test
    void anAddressThatHasAnAccountStaysThere() {
        SITE.member("taken@example.com");
        var session = SITE.member("wants@example.com");
        SITE.site().mailbox().clear();

        var accepted = request(session, "Taken@Example.com", PASSWORD);
        var confirmed = SITE.post("/new-email", session, Map.of("token", SITE.token("taken@example.com")));

        assertThat(location(accepted)).as("as for any address").isEqualTo("/me");
        assertThat(confirmed.statusCode()).isEqualTo(409);
        assertThat(SITE.site().signIn("wants@example.com", PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLinkToSetANewPasswordThatWentToTheOldAddressNoLongerWorks() {
        var session = SITE.member("before@example.com");
        SITE.site().mailbox().clear();
        SITE.post("/forgotten-password", "", Map.of("email", "before@example.com"));
        var reset = SITE.token("before@example.com");
        request(session, "after@example.com", PASSWORD);
        SITE.post("/new-email", session, Map.of("token", SITE.token("after@example.com")));

        assertThat(SITE.get("/new-password?token=" + reset, "").statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("a stranger's account gets no address by a press of its owner, signed in or not")
    void onlyTheAccountThatAskedGetsTheAddress() {
        var stranger = SITE.member("stranger@example.com");
        var owner = SITE.member("owner.elsewhere@example.com");
        request(stranger, "owner@example.com", PASSWORD);
        var token = SITE.token("owner@example.com");

        assertThat(location(SITE.post("/new-email", "", Map.of("token", token))))
                .startsWith("/sign-in");
        assertThat(SITE.post("/new-email", owner, Map.of("token", token)).statusCode())
                .isEqualTo(410);
        assertThat(SITE.site().signIn("stranger@example.com", PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aThiefsLinkEndsWithTheNewPassword() {
        var session = SITE.member("robbed@example.com");
        request(session, "thief@example.org", PASSWORD);
        var link = SITE.token("thief@example.org");
        var renewed = MailedSite.cookie(SITE.post(
                "/me/password", session, Map.of("old_password", PASSWORD, "password", "four purple iguanas")));

        assertThat(SITE.post("/new-email", renewed, Map.of("token", link)).statusCode())
                .isEqualTo(410);
    }

    private static HttpResponse<String> request(String session, String email, String password) {
        return SITE.post("/me/email", session, Map.of("email", email, "password", password));
    }
}
