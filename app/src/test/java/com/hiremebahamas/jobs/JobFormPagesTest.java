package com.hiremebahamas.jobs;

import static com.hiremebahamas.jobs.TwoPeople.ANN;
import static com.hiremebahamas.jobs.TwoPeople.BOB;
import static com.hiremebahamas.testing.JobsSite.BARTENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Posting and closing jobs.
class JobFormPagesTest {

    private final TwoPeople people = new TwoPeople();
    private final TestSite site = people.site();
    private final TestJobs jobs = people.jobs();
    private final long ann = people.ann();

    @AfterEach
    void close() {
        people.close();
    }

    @Nested
    class Posting {

        @Test
        void aPostedJobIsShown() {
            var answer = post(BARTENDER);

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(site.get(answer.headers().firstValue("Location").orElseThrow())
                            .body())
                    .contains("<h1>Bartender</h1>");
        }

        @Test
        void anInvalidFormIsShownAgainWithItsInput() {
            var typed = new HashMap<>(BARTENDER);
            typed.put("island", "");
            typed.put("pay_min", "plenty");

            var answer = post(typed);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("value=\"Bartender\"", "value=\"plenty\"", "Evenings at the bar.")
                    .contains("Choose the island where the work is.", "Write the pay as one amount of dollars");
        }

        @Test
        void submittingTwicePostsOneJob() {
            var first = post(BARTENDER).headers().firstValue("Location");

            assertThat(post(BARTENDER).headers().firstValue("Location")).isEqualTo(first);
            assertThat(people.database().count("job")).isEqualTo(1);
        }

        @Test
        void aFormChangedAfterPostingIsShownAgainWithANewKey() {
            post(BARTENDER);
            var typed = new HashMap<>(BARTENDER);
            typed.put("title", "Barkeeper");

            var answer = post(typed);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("You already posted this form", "value=\"Barkeeper\"");
            assertThat(answer.body()).doesNotContain("value=\"k-1\"");
        }

        @Test
        void noInputIsLostWhileTheDatabaseIsUnavailable() {
            try (var nowhere = TestDatabase.notConfigured();
                    var alone = JobsSite.on(nowhere, Map.of("ann", 1L))) {
                var answer = alone.post("/jobs", BARTENDER, ANN);

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("value=\"Bartender\"", "value=\"k-1\"", "still here");
            }
        }

        @Test
        void aJobThatTheDatabaseRejectsIsAnErrorAndNoReasonToTryAgain() {
            people.database().tidepool().update("alter table job add constraint refused check (title <> 'Bartender')");

            assertThat(post(BARTENDER).statusCode()).isEqualTo(500);
        }

        @Test
        void aKeyThatIsTooLongIsABadRequest() {
            var typed = new HashMap<>(BARTENDER);
            typed.put("idempotency_key", "k".repeat(256));

            assertThat(post(typed).statusCode()).isEqualTo(400);
        }

        @Test
        void noInputIsLostWhenTheSessionHasEnded() {
            var answer = site.post("/jobs", BARTENDER);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("no longer signed in", "href=\"/sign-in?tab=other\" target=\"_blank\"")
                    .contains("value=\"Bartender\"", "value=\"k-1\"", "Evenings at the bar.");
            assertThat(site.post("/jobs", BARTENDER, ANN).statusCode()).isEqualTo(303);
            assertThat(people.database().count("job")).isOne();
        }

        @Test
        void theFormRedirectsToTheSignInAndBack() {
            var answer = site.get("/jobs/new");

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/sign-in?next=%2Fjobs%2Fnew");
        }
    }

    @Nested
    class Closing {

        @Test
        void theOwnerClosesAJobAndSeesIt() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.get("/jobs/mine", ANN).body()).contains("/jobs/" + id + "/closure");
            assertThat(site.post("/jobs/" + id + "/closure", Map.of(), ANN).statusCode())
                    .isEqualTo(303);

            assertThat(site.get("/jobs/mine", ANN).body()).contains("Closed").doesNotContain("/closure");
            assertThat(site.get("/jobs").body()).doesNotContain("Bartender</a>");
        }

        @Test
        void signingInLeadsBackToTheQuestion() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
            var path = "/jobs/" + id + "/closure";

            var answer = site.post(path, Map.of());

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("/sign-in?next=%2Fjobs%2F" + id + "%2Fclosure");
            assertThat(site.get(path, ANN).statusCode()).isEqualTo(200);
        }

        /// Who looks at the page has changed nothing, and is not told so.
        @Test
        void whoMayNotCloseItIsToldSoWithoutWordsAboutChanges() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.get("/jobs/" + id + "/closure", BOB).body())
                    .contains("Only the account that posted a job can close it.")
                    .doesNotContain("changed");
        }

        @Test
        void otherAccountsCannotCloseIt() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.post("/jobs/" + id + "/closure", Map.of(), BOB).statusCode())
                    .isEqualTo(403);
            assertThat(site.post("/jobs/" + id + "/closure", Map.of()).statusCode())
                    .isEqualTo(303);

            assertThat(site.get("/jobs").body()).contains("Bartender");
            assertThat(site.get("/jobs/" + id + "-bartender", BOB).body()).doesNotContain("/closure");
        }
    }

    @Nested
    class Confirming {

        @Test
        void closingAsksOnceWithoutJavaScript() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            var asked = site.get("/jobs/" + id + "/closure", ANN);

            assertThat(site.get("/jobs/" + id + "-bartender", ANN).body())
                    .contains("href=\"/jobs/" + id + "/closure\"")
                    .doesNotContain("action=\"/jobs/" + id + "/closure\"");
            assertThat(site.get("/jobs/mine", ANN).body()).doesNotContain("action=\"/jobs/");
            assertThat(asked.body())
                    .contains("<h1>Close this job?</h1>", "Bartender", "Keep it open")
                    .contains("action=\"/jobs/" + id + "/closure\" method=\"post\"");
            assertThat(site.get("/jobs").body()).contains("Bartender");
        }

        @Test
        void onlyItsPosterIsAskedAndNobodyWhenItIsClosed() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
            var path = "/jobs/" + id + "/closure";

            assertThat(site.get(path, BOB).statusCode()).isEqualTo(403);
            assertThat(site.get(path).headers().firstValue("Location")).contains("/sign-in?next=%2Fjobs%2F1%2Fclosure");
            assertThat(site.get("/jobs/99/closure", ANN).statusCode()).isEqualTo(404);
            jobs.close(id);
            assertThat(site.get(path, ANN).headers().firstValue("Location")).contains("/jobs/" + id + "-bartender");
        }

        @Test
        void whatWasDoneIsAnnouncedOnTheNextPageOnce() {
            var posted = post(BARTENDER);
            var cookie = posted.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            var page = site.get("/jobs/1-bartender", "Cookie", "__Host-session=ann; " + cookie);

            assertThat(page.body()).contains("role=\"status\">Your job is posted. Everyone can see it now.</p>");
            assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-store");
            assertThat(page.headers().firstValue("Set-Cookie")).get().asString().contains("=; ", "Max-Age=0");
            assertThat(site.get("/jobs/1-bartender", ANN).body()).doesNotContain("Your job is posted");

            var closed = site.post("/jobs/1/closure", Map.of(), ANN);
            assertThat(closed.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .contains("CLOSED");
            assertThat(site.get("/jobs/mine", "Cookie", "__Host-session=ann; __Host-done=CLOSED")
                            .body())
                    .contains("The job is closed.");
            assertThat(site.get("/jobs", "Cookie", "__Host-done=<b>").body()).doesNotContain("notice-good");
        }
    }

    private HttpResponse<String> post(Map<String, String> form) {
        return site.post("/jobs", form, ANN);
    }
}
