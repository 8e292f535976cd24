package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DraftPagesTest {

    private static final Pattern DRAFT = Pattern.compile("/jobs/drafts/([0-9]+)\"");

    private final WholeSite site = new WholeSite(TestDatabase.empty());
    private final String ann = "__Host-session=" + site.register("Ann", "ann@example.com");

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aDraftIsKeptAsTypedHoweverUnfinished() {
        keep(Map.of(
                "title", "Cook <b>", "pay_min", "about 500", "description", "One.\n\nTwo.", "idempotency_key", "1"));

        var page = get("/jobs/drafts/" + draft()).body();

        assertThat(page).contains("Cook &lt;b>", "about 500", "One.\n\nTwo.");
        assertThat(site.database().count("job")).isZero();
    }

    @Test
    void keepingADraftAgainChangesItAndMakesNoOther() {
        keep(Map.of("title", "Cook", "idempotency_key", "1"));
        keep(Map.of("title", "Head cook", "draft", draft(), "idempotency_key", "2"));

        assertThat(site.database().count("job_draft")).isEqualTo(1);
        assertThat(get("/jobs/mine").body()).contains("Head cook").doesNotContain(">Cook<");
    }

    @Test
    void theSameFormSentTwiceMakesOneDraft() {
        for (int i = 0; i < 3; i++) keep(Map.of("title", "Cook", "idempotency_key", "1"));
        assertThat(site.database().count("job_draft")).isEqualTo(1);

        keep(Map.of("title", "Changed after the Back button", "idempotency_key", "1"));
        assertThat(site.database().count("job_draft")).isEqualTo(2);
    }

    @Test
    void aDraftEndsWithTheJobThatIsMadeOfIt() {
        keep(Map.of("title", "Bartender", "idempotency_key", "1"));
        var form = new HashMap<>(JobsSite.BARTENDER);
        form.put("draft", draft());

        assertThat(post("/jobs", form).statusCode()).isEqualTo(303);

        assertThat(site.database().count("job_draft")).isZero();
        assertThat(site.database().count("job")).isEqualTo(1);
    }

    @Test
    void aFormThatCannotBePostedKeepsItsDraft() {
        keep(Map.of("title", "Bartender", "idempotency_key", "1"));

        var refused = post("/jobs", Map.of("title", "Bartender", "draft", draft(), "idempotency_key", "2"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("name=\"draft\" value=\"" + draft() + "\"");
        assertThat(site.database().count("job_draft")).isEqualTo(1);
    }

    @Test
    void nobodyElseSeesChangesOrDeletesADraft() {
        keep(Map.of("title", "Secret plans", "idempotency_key", "1"));
        var bo = "__Host-session=" + site.register("Bo", "bo@example.com");
        var draft = draft();

        assertThat(site.http().get("/jobs/drafts/" + draft, "Cookie", bo).statusCode())
                .isEqualTo(404);
        site.http().post("/jobs/drafts/" + draft + "/deletion", Map.of(), "Cookie", bo);
        site.http().post("/jobs/drafts", Map.of("title", "Bo's", "draft", draft, "idempotency_key", "3"), "Cookie", bo);
        assertThat(get("/jobs/drafts/" + draft).body()).contains("Secret plans");
    }

    @Test
    void aTwentyFirstDraftIsShownAgainWithTheReason() {
        for (int i = 0; i < 20; i++) keep(Map.of("title", "Job " + i, "idempotency_key", "k" + i));

        var refused = post("/jobs/drafts", Map.of("title", "One too many", "idempotency_key", "last"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("You have 20 drafts already.", "value=\"One too many\"");
    }

    @Test
    void aDeletedDraftIsGone() {
        keep(Map.of("title", "Cook", "idempotency_key", "1"));
        post("/jobs/drafts/" + draft() + "/deletion", Map.of());

        assertThat(site.database().count("job_draft")).isZero();
        assertThat(get("/jobs/mine").body()).contains("You have not posted a job yet");
    }

    private void keep(Map<String, String> form) {
        assertThat(post("/jobs/drafts", form).statusCode()).isEqualTo(303);
    }

    private String draft() {
        var found = DRAFT.matcher(get("/jobs/mine").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> get(String path) {
        return site.http().get(path, "Cookie", ann);
    }

    private HttpResponse<String> post(String path, Map<String, String> form) {
        return site.http().post(path, form, "Cookie", ann);
    }
}
