package com.hiremebahamas.accounts;

import static com.hiremebahamas.accounts.MailedSite.cookie;
import static com.hiremebahamas.accounts.MailedSite.location;
import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What is written before the e-mail address is confirmed, and where it goes.
class MovedDraftsTest {

    private static final MailedSite SITE = new MailedSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void aJobOfAPendingAccountIsKeptAndCanBePostedOnceTheAddressIsConfirmed() {
        var pending = SITE.signUp("ann@example.com", PASSWORD);
        var kept = post(pending, "Bartender of Ann");
        assertThat(location(kept)).isEqualTo("/jobs/mine");
        assertThat(SITE.get("/jobs", "").body()).doesNotContain("Bartender of Ann");

        var session = cookie(SITE.confirm(SITE.token("ann@example.com"), PASSWORD, pending));

        assertThat(SITE.get("/jobs/mine", session).body()).contains("Bartender of Ann");
        assertThat(location(post(session, "Bartender of Ann"))).startsWith("/jobs/");
    }

    @Test
    void draftsMoveToTheAccountThatTheBrowserSignsInTo() {
        SITE.member("twice@example.com");
        var pending = SITE.signUp("twice@example.com", "four purple iguanas");
        post(pending, "Written in between");

        var session =
                cookie(SITE.post("/sign-in", pending, Map.of("email", "twice@example.com", "password", PASSWORD)));

        assertThat(SITE.get("/jobs/mine", session).body()).contains("Written in between");
        assertThat(SITE.isSignedIn(pending)).isFalse();
    }

    @Test
    void draftsMoveToTheAccountThatWasConfirmedFirst() {
        var first = SITE.signUp("wins@example.com", PASSWORD);
        var firstLink = SITE.token("wins@example.com");
        SITE.site().mailbox().clear();
        var second = SITE.signUp("wins@example.com", "four purple iguanas");
        var secondLink = SITE.token("wins@example.com");
        post(second, "Written on the telephone");
        var session = cookie(SITE.confirm(firstLink, PASSWORD, first));

        assertThat(SITE.confirm(secondLink, "four purple iguanas", second).statusCode())
                .isEqualTo(409);

        assertThat(SITE.get("/jobs/mine", session).body()).contains("Written on the telephone");
    }

    @Test
    void draftsStayWhereAnotherPersonSignsInOnTheSameDevice() {
        SITE.member("second@example.com");
        var pending = SITE.signUp("first@example.com", PASSWORD);
        var link = SITE.token("first@example.com");
        post(pending, "Of the first person");

        var second =
                cookie(SITE.post("/sign-in", pending, Map.of("email", "second@example.com", "password", PASSWORD)));

        assertThat(SITE.get("/jobs/mine", second).body()).doesNotContain("Of the first person");
        var first = cookie(SITE.confirm(link, PASSWORD, ""));
        assertThat(SITE.get("/jobs/mine", first).body()).contains("Of the first person");
    }

    @Test
    void whatWasKeptAsADraftIsPostedByTheSameFormOnceTheAddressIsConfirmed() {
        var pending = SITE.signUp("back@example.com", PASSWORD);
        var form = new HashMap<>(JobsSite.BARTENDER);
        form.put("title", "Posted after the Back button");
        SITE.post("/jobs", pending, form);
        var session = cookie(SITE.confirm(SITE.token("back@example.com"), PASSWORD, pending));

        var posted = SITE.post("/jobs", session, form);

        assertThat(SITE.get(location(posted), "").body()).contains("Posted after the Back button");
    }

    @Test
    void nobodyMovesDraftsIntoTheAccountOfAnother() {
        var victim = SITE.member("victim@example.com");
        var pending = SITE.signUp("victim@example.com", "four purple iguanas");
        post(pending, "Planted by a stranger");

        assertThat(SITE.site()
                        .mailbox()
                        .to("victim@example.com")
                        .link()
                        .orElseThrow()
                        .url())
                .doesNotContain("token");
        assertThat(SITE.get("/jobs/mine", victim).body()).doesNotContain("Planted by a stranger");
    }

    private static HttpResponse<String> post(String cookie, String title) {
        var job = new HashMap<>(JobsSite.BARTENDER);
        job.put("title", title);
        job.put("idempotency_key", title + cookie.hashCode());
        return SITE.post("/jobs", cookie, job);
    }
}
