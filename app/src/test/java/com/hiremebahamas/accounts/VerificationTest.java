package com.hiremebahamas.accounts;

import static com.hiremebahamas.accounts.MailedSite.cookie;
import static com.hiremebahamas.accounts.MailedSite.location;
import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.testing.Concurrently;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Signing up and confirming the e-mail address, through real pages and the mails they send.
class VerificationTest {

    private static final String OTHER = "four purple iguanas";

    private static final MailedSite SITE = new MailedSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void theLinkAndThePasswordConfirmTheAddressAndBeginANewSession() {
        var pending = SITE.signUp("ann@example.com", PASSWORD);
        assertThat(SITE.get("/me", pending).body()).contains("Your e-mail address is not confirmed yet.");

        var confirmed = SITE.confirm(SITE.token("ann@example.com"), PASSWORD, pending);

        assertThat(location(confirmed)).isEqualTo("/me");
        assertThat(SITE.get("/me", cookie(confirmed)).body()).doesNotContain("not confirmed yet");
        assertThat(SITE.isSignedIn(pending)).as("the session from before").isFalse();
        assertThat(SITE.site().signIn("ann@example.com", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void openingTheLinkChangesNothing() {
        SITE.signUp("opened@example.com", PASSWORD);
        var link = SITE.site().mailbox().linkTo("opened@example.com");

        assertThat(SITE.get(link, "").body()).contains("Enter the password that you chose");

        assertThat(state("opened@example.com")).isEqualTo("PENDING");
        assertThat(SITE.get(link, "").statusCode()).as("it still works").isEqualTo(200);
    }

    @Test
    void whoReadsTheMailButDidNotSignUpCannotConfirmIt() {
        SITE.signUp("victim@example.com", "chosen by somebody else");
        var token = SITE.token("victim@example.com");

        var refused = SITE.confirm(token, PASSWORD, "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<title>Error: ", "This is not the password that you chose when you signed up.")
                .contains(token);
        assertThat(state("victim@example.com")).isEqualTo("PENDING");
    }

    @Test
    void aPendingAccountBlocksNoAddressAndTheFirstConfirmedWins() {
        SITE.signUp("wanted@example.com", OTHER);
        var first = SITE.token("wanted@example.com");
        SITE.site().mailbox().clear();
        var pending = SITE.signUp("Wanted@Example.com", PASSWORD);

        var mine = SITE.confirm(SITE.token("wanted@example.com"), PASSWORD, pending);
        var theirs = SITE.confirm(first, OTHER, "");

        assertThat(location(mine)).isEqualTo("/me");
        assertThat(theirs.statusCode()).isEqualTo(409);
        assertThat(theirs.body()).contains("This address has an account already");
        assertThat(SITE.site().signIn("wanted@example.com", OTHER).statusCode()).isEqualTo(401);
        assertThat(SITE.site().signIn("wanted@example.com", PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("of fifty sign-ups with one address in different cases that are confirmed at once, one is an account")
    void ofFiftyConfirmedAtOnceOneIsAnAccount() throws Exception {
        var tidepool = SITE.site().database().tidepool();
        var links = new MailLinkStore(tidepool);
        var random = new SecretRandom();
        var hash = hash();
        var tokens = Concurrently.run(50, i -> {
            var email = i % 2 == 0 ? "race@example.com" : "RACE@Example.com";
            long id = new AccountStore(tidepool)
                    .insertPending(tidepool, TestAccounts.form(email), hash)
                    .person()
                    .id();
            var token = SecretToken.random(random);
            links.insert(tidepool, token, Purpose.VERIFY, new MailLink(id, email));
            return token.text();
        });

        var answers = Concurrently.run(50, i -> retried(tokens.get(i)));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 303))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(49);
        assertThat(SITE.site().database().count("account where lower(email) = 'race@example.com' and state = 'ACTIVE'"))
                .isEqualTo(1);
    }

    @Test
    void anAddressThatHasAnAccountGetsAMailThatSaysSo() {
        SITE.member("known@example.com");
        SITE.site().mailbox().clear();

        var again = SITE.post(
                "/register", "", Map.of("display_name", "Ann", "email", "KNOWN@example.com", "password", OTHER));

        assertThat(again.statusCode()).as("as for any address").isEqualTo(303);
        var mail = SITE.site().mailbox().to("known@example.com");
        assertThat(mail.subject()).isEqualTo("You already have an account");
        assertThat(mail.link().orElseThrow().url()).endsWith("/sign-in");
    }

    @Test
    void noMailShowsWhatWasTypedIntoTheSignUp() {
        SITE.post(
                "/register",
                "",
                Map.of("display_name", "Win at cards-canary", "email", "spam@example.com", "password", PASSWORD));

        assertThat(SITE.site().mailbox().to("spam@example.com").toString()).doesNotContain("canary");
    }

    @Test
    void aLinkThatWasUsedOrAlteredGetsOneKindPage() {
        var pending = SITE.signUp("used@example.com", PASSWORD);
        var token = SITE.token("used@example.com");
        SITE.confirm(token, PASSWORD, pending);

        for (var bad : new String[] {token, "A".repeat(43), "", "x", "%00"}) {
            var page = SITE.get("/confirm-email?token=" + bad, "");
            assertThat(page.statusCode()).isIn(400, 410);
            if (page.statusCode() == 410) assertThat(page.body()).contains("This link no longer works");
        }
        assertThat(SITE.confirm(token, PASSWORD, "").statusCode()).isEqualTo(410);
    }

    @Test
    void anExpiredLinkNoLongerWorks() {
        SITE.signUp("late@example.com", PASSWORD);
        var token = SITE.token("late@example.com");
        SITE.site().database().tidepool().update("""
                update mail_link set created_at = now() - interval '3 days', expires_at = now() - interval '1 day'
                 where email = 'late@example.com'
                """);

        assertThat(SITE.get("/confirm-email?token=" + token, "").statusCode()).isEqualTo(410);
        assertThat(SITE.confirm(token, PASSWORD, "").statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("five wrong passwords are tried with one link, from however many addresses, and no more")
    void thePasswordOfALinkCannotBeGuessed() {
        SITE.signUp("guessed@example.com", PASSWORD);
        var token = SITE.token("guessed@example.com");
        for (int i = 0; i < 5; i++)
            assertThat(SITE.confirm(token, "wrong password " + i, "").statusCode())
                    .isEqualTo(422);

        assertThat(SITE.confirm(token, PASSWORD, "").statusCode()).isEqualTo(429);
    }

    @Test
    void atMostThreeMailsAnHourGoToOneAddress() {
        var pending = SITE.signUp("often@example.com", PASSWORD);
        SITE.site().mailbox().to("often@example.com");

        for (int i = 0; i < 5; i++) SITE.post("/confirm-email/mail", pending, Map.of());
        SITE.signUp("OFTEN@example.com", PASSWORD);

        assertThat(SITE.site()
                        .database()
                        .tidepool()
                        .one(
                                "select count(*) as n from mail_link where lower(email) = 'often@example.com'",
                                row -> row.getInt("n"))
                        .orElseThrow())
                .isLessThanOrEqualTo(3);
    }

    private static HttpResponse<String> retried(String token) {
        var answer = SITE.confirm(token, PASSWORD, "");
        return answer.statusCode() == 503 ? retried(token) : answer;
    }

    private static String hash() {
        try (var hasher = new PasswordHasher()) {
            return hasher.hash(PASSWORD);
        }
    }

    private static String state(String email) {
        return SITE.site()
                .database()
                .tidepool()
                .one("select state from account where email = ?", row -> row.getString("state"), email)
                .orElseThrow();
    }
}
