package com.hiremebahamas.jobs;

import static com.hiremebahamas.jobs.TwoPeople.ANN;
import static com.hiremebahamas.jobs.TwoPeople.BOB;
import static com.hiremebahamas.testing.JobsSite.BARTENDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Finding and reading jobs.
class JobPagesTest {

    private static final String MARKER = "<script>alert('x')</script>\"&";

    private final TwoPeople people = new TwoPeople();
    private final TestSite site = people.site();
    private final TestJobs jobs = people.jobs();
    private final long ann = people.ann();

    @AfterEach
    void close() {
        people.close();
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

        /// The address is wrong (400), and the page is the one on which people correct it.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "q=%FF&island=exuma    | Some of the text could not be read. | '' | exuma",
                    "q=bar%FFtender        | Some of the text could not be read. | bartender | ''",
                    "q=nurse&island=nowhere| We do not know that island. | nurse | ''",
                    "q=nurse&island=%FF    | Some of the text could not be read. | nurse | ''",
                    "q=nurse&cursor=x      | This link to the next page is incomplete. | nurse | ''",
                    "q=nurse&limit=0       | The limit must be a whole number from 1 to 100. | nurse | ''"
                })
        void aSearchThatCannotBeMadeKeepsItsForm(String query, String problem, String words, String island) {
            jobs.job(ann, "Nurse for bartender", "exuma", JobsSite.NOW);

            var page = site.get("/jobs?" + query, "Accept", "text/html");

            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("role=\"search\"", problem)
                    .contains("name=\"q\" type=\"search\" value=\"" + words + "\"")
                    .contains("href=\"/jobs/1-nurse-for-bartender\"");
            if (island.isEmpty()) assertThat(page.body()).doesNotContain("selected");
            else assertThat(page.body()).contains("value=\"" + island + "\" selected");
            assertThat(site.get("/api/jobs?" + query).statusCode()).isEqualTo(400);
            assertThat(site.get("/api/jobs?" + query).body()).contains("\"code\":\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nurse ", "n", "\ud83c\udf79"})
        void ofTooManyWordsThoseAreKeptThatASearchMayHave(String words) {
            var typed = words.repeat(500 / words.length());

            var page = site.get("/jobs?q=" + URLEncoder.encode(typed, UTF_8));

            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("Search with fewer words: at most 200 characters.")
                    .containsPattern("name=\"q\" type=\"search\" value=\"" + words.repeat(3));
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
                    .contains("\"description\":\"\\u003cp>&lt;script&gt;alert('x')&lt;/script&gt;");
            assertThat(site.get("/jobs").body()).doesNotContain("<script>alert");
            assertThat(site.get("/jobs/mine", ANN).body()).doesNotContain("<script>alert");
            assertThat(site.get("/jobs?q=%3Cscript%3Ealert(1)").body()).doesNotContain("<script>alert");
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
                    .contains("<li>clean</li>", "\\u003cli>clean\\u003c/li>\\u003c/ul>")
                    .contains("href=\"tel:+12425550100\" rel=\"nofollow\">242 555 0100</a>")
                    .contains("href=\"mailto:ann@example.com\" rel=\"nofollow\">ann@example.com</a>")
                    .contains("href=\"https://example.com/a?b=1&amp;c=\" rel=\"nofollow\">")
                    .doesNotContain("<i>", "<b>");
            assertThat(site.get("/jobs").body()).contains("You will: serve &lt;b&gt;drinks&lt;/b&gt;, clean");
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
