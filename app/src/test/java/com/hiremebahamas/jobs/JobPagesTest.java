package com.hiremebahamas.jobs;

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

class JobPagesTest {

    private static final String[] ANN = {"Cookie", "__Host-session=ann"};
    private static final String[] BOB = {"Cookie", "__Host-session=bob"};
    private static final String MARKER = "<script>alert('x')</script>\"&";

    private static final Map<String, String> BARTENDER = Map.of(
            "title", "Bartender",
            "employer", "Blue Hole Bar",
            "island", "exuma",
            "employment_type", "FULL_TIME",
            "pay_min", "12.50",
            "pay_max", "15",
            "pay_period", "HOUR",
            "description", "Evenings at the bar.",
            "how_to_apply", "Call 242 555 0100.",
            "idempotency_key", "k-1");

    private final TestDatabase database = TestDatabase.empty();
    private final TestJobs jobs = new TestJobs(database.tidepool());
    private final long ann = jobs.account("Ann");
    private final TestSite site = JobsSite.on(database, Map.of("ann", ann, "bob", jobs.account("Bob")));

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    @Nested
    class Finding {

        @Test
        void theListShowsTitleEmployerIslandKindAndPay() {
            jobs.job(ann, "Bartender", "exuma", JobsSite.NOW.minusSeconds(3 * 3600));

            assertThat(site.get("/jobs").body())
                    .contains("Bartender", "Blue Hole Bar", "Exuma and Cays", "Full time", "3 hours ago")
                    .contains("B$12.50 to 15 an hour", "about B$500 to 600 for 40 hours");
        }

        @Test
        void theUrlHoldsTheFilters() {
            jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            var found = site.get("/jobs?q=bar%26tender&island=exuma").body();

            assertThat(found).contains("value=\"bar&amp;tender\"").contains("value=\"exuma\" selected");
            assertThat(site.get("/jobs?q=bart&island=exuma").body()).contains("/jobs/1-bartender");
            assertThat(site.get("/jobs?island=atlantis", "Accept", "text/html").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void htmxGetsTheResultsOnlyWithTheTitleAndTheUrlToShow() {
            var answer = site.get("/jobs?q=&island=exuma", "HX-Request", "true");

            assertThat(answer.body().strip())
                    .startsWith("<title>Jobs in Exuma and Cays · HireMeBahamas</title>")
                    .contains("<section id=\"results\"")
                    .doesNotContain("<html");
            assertThat(answer.headers().firstValue("HX-Push-Url")).contains("/jobs?island=exuma");
        }

        @Test
        void anEmptyListLinksToPosting() {
            assertThat(site.get("/jobs").body())
                    .contains("There are no open jobs right now")
                    .contains("href=\"/jobs/new\"");
            assertThat(site.get("/jobs?q=astronaut").body()).contains("No open jobs for “astronaut”");
        }

        @Test
        void theNextPageIsALink() {
            for (int i = 0; i < 21; i++) jobs.job(ann, "Job " + i, "exuma", JobsSite.NOW.plusSeconds(i));

            var first = site.get("/jobs?island=exuma").body();
            var next = first.replaceFirst("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1")
                    .replace("&amp;", "&");

            assertThat(first).contains(">Job 20<").doesNotContain(">Job 0<");
            assertThat(next).startsWith("/jobs?island=exuma&cursor=");
            assertThat(site.get(next).body()).contains(">Job 0<").doesNotContain(">Job 1<");
        }
    }

    @Nested
    class Reading {

        @Test
        void aJobHasOneCanonicalPath() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.get("/jobs/" + id).headers().firstValue("Location")).contains("/jobs/" + id + "-bartender");
            assertThat(site.get("/jobs/" + id + "-barkeeper").statusCode()).isEqualTo(301);
            assertThat(site.get("/jobs/" + id + "-bartender").statusCode()).isEqualTo(200);
            assertThat(site.get("/jobs/" + (id + 1)).statusCode()).isEqualTo(404);
            assertThat(site.get("/jobs/bartender").statusCode()).isEqualTo(404);
        }

        @Test
        void anOpenJobIsMarkedUpForSearchEnginesAndAClosedOneIsNot() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
            var open = site.get("/jobs/" + id + "-bartender").body();

            jobs.close(id);
            var closed = site.get("/jobs/" + id + "-bartender").body();

            assertThat(open)
                    .contains("\"@type\":\"JobPosting\"", "How to apply")
                    .contains("<meta name=\"description\" content=\"B$12.50 to 15 an hour, Full time. ");
            assertThat(closed)
                    .contains("This job is closed.", "content=\"noindex\"")
                    .doesNotContain("JobPosting", "Call 242 555 0100.");
        }

        @Test
        void inputIsEscapedOnEveryPage() {
            var typed = new HashMap<>(BARTENDER);
            typed.putAll(Map.of("title", MARKER, "employer", MARKER, "description", MARKER, "how_to_apply", MARKER));

            var page = site.get(post(typed).headers().firstValue("Location").orElseThrow())
                    .body();

            assertThat(page)
                    .doesNotContain("<script>alert")
                    .contains("&lt;script&gt;alert('x')&lt;/script&gt;")
                    .contains("\"description\":\"&lt;script&gt;alert('x')&lt;/script&gt;");
            assertThat(site.get("/jobs").body()).doesNotContain("<script>alert");
            assertThat(site.get("/jobs/mine", ANN).body()).doesNotContain("<script>alert");
            assertThat(site.get("/jobs?q=%3Cscript%3Ealert(1)").body()).doesNotContain("<script>alert");
        }
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
                    .contains("Choose the island where the work is.", "Write one amount of dollars");
        }

        @Test
        void submittingTwicePostsOneJob() {
            var first = post(BARTENDER).headers().firstValue("Location");

            assertThat(post(BARTENDER).headers().firstValue("Location")).isEqualTo(first);
            assertThat(database.count("job")).isEqualTo(1);
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
            database.tidepool().update("alter table job add constraint refused check (title <> 'Bartender')");

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
                    .contains("no longer signed in", "href=\"/sign-in\" target=\"_blank\"")
                    .contains("value=\"Bartender\"", "value=\"k-1\"", "Evenings at the bar.");
            assertThat(site.post("/jobs", BARTENDER, ANN).statusCode()).isEqualTo(303);
            assertThat(database.count("job")).isOne();
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

        @Test
        void howToApplyForAClosedJobIsForItsPosterOnly() {
            long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
            jobs.close(id);
            var path = "/jobs/" + id + "-bartender";

            assertThat(site.get(path).body()).doesNotContain("555 0100");
            assertThat(site.get(path, BOB).body()).doesNotContain("555 0100");
            assertThat(site.get(path, ANN).body()).contains("555 0100", "Only you can see this");
        }

        @Test
        void contactsAreLinksAndListsAreLists() {
            var typed = new HashMap<>(BARTENDER);
            typed.put("description", "You will:\n- serve <b>drinks</b>\n- clean");
            typed.put(
                    "how_to_apply",
                    "Call 242 555 0100, write to ann@example.com or see https://example.com/a?b=1&c=<i>.");

            var page = site.get(post(typed).headers().firstValue("Location").orElseThrow())
                    .body();

            assertThat(page)
                    .contains("<li>serve &lt;b&gt;drinks&lt;/b&gt;</li>")
                    .contains("<li>clean</li>")
                    .contains("href=\"tel:+12425550100\" rel=\"nofollow\">242 555 0100</a>")
                    .contains("href=\"mailto:ann@example.com\" rel=\"nofollow\">ann@example.com</a>")
                    .contains("href=\"https://example.com/a?b=1&amp;c=\" rel=\"nofollow\">")
                    .doesNotContain("<i>", "<b>");
            assertThat(site.get("/jobs").body()).contains("You will: serve &lt;b&gt;drinks&lt;/b&gt; clean");
        }
    }

    @Nested
    class Owning {

        @Test
        void myJobsAreThoseOfMyAccount() {
            jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.get("/jobs/mine", ANN).body()).contains("Bartender");
            assertThat(site.get("/jobs/mine", BOB).body())
                    .contains("You have not posted a job yet")
                    .doesNotContain("Bartender");
        }

        @Test
        void myNextPageIsALink() {
            for (int i = 0; i < 3; i++) jobs.job(ann, "Job " + i, "exuma", JobsSite.NOW.plusSeconds(i));

            var first = site.get("/jobs/mine?limit=2", ANN).body();
            var next = first.replaceFirst("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1");

            assertThat(first).contains(">Job 2<", ">Job 1<").doesNotContain(">Job 0<");
            assertThat(site.get(next, ANN).body()).contains(">Job 0<").doesNotContain(">Job 1<");
        }
    }

    private HttpResponse<String> post(Map<String, String> form) {
        return site.post("/jobs", form, ANN);
    }
}
