package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.web.Cursor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobApiTest {

    private static final String BARTENDER = """
            {"title": "Bartender", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
             "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR",
             "description": "Evenings at the bar.", "how_to_apply": "Call 242 555 0100."}
            """;

    private final TwoPeople people = new TwoPeople();
    private final TestSite site = people.site();
    private final TestJobs jobs = people.jobs();
    private final long ann = people.ann();

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void aPostedJobIsReturnedWithItsLocationAndFoundByWordAndIsland() {
        var posted = post(BARTENDER);

        assertThat(posted.statusCode()).isEqualTo(201);
        var location = posted.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/jobs/" + TestSite.read(posted).get("id").textValue());
        assertThat(TestSite.read(site.get(location))).isEqualTo(TestSite.read(posted));
        assertThat(TestSite.read(posted).at("/pay/weekly_max").asText()).isEqualTo("600.0");
        assertThat(TestSite.read(site.get("/api/jobs?q=bartend&island=exuma"))
                        .at("/items/0/title")
                        .textValue())
                .isEqualTo("Bartender");
        assertThat(TestSite.read(site.get("/api/jobs?q=bartend&island=abaco")).get("items"))
                .isEmpty();
    }

    @Test
    void theListHasSummariesAndNoDescriptions() {
        post(BARTENDER.replace("Evenings at the bar.", "Long evenings. ".repeat(400)));

        var item = TestSite.read(site.get("/api/jobs")).at("/items/0");

        assertThat(item.get("summary").textValue()).hasSizeLessThanOrEqualTo(160);
        assertThat(item.has("description")).isFalse();
    }

    /// Clients may depend on the order of the fields, too.
    @Test
    void theListIsWrittenFieldByFieldInThisOrder() {
        long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

        assertThat(site.get("/api/jobs").body()).isEqualTo("""
                {"items":[{"id":"%s","title":"Bartender","employer":"Blue Hole Bar",\
                "island":{"code":"exuma","name":"Exuma and Cays"},"employment_type":"FULL_TIME",\
                "pay":{"currency":"BSD","min":12.50,"max":15.00,"period":"HOUR",\
                "weekly_min":500.00,"weekly_max":600.00},\
                "summary":"Evenings and weekends, good company.","posted_at":"2026-11-23T12:00:00Z",\
                "url":"/jobs/%s-bartender"}],"next_cursor":null}""".formatted(id, id));
    }

    @Test
    void aJobIsWrittenFieldByFieldInThisOrder() {
        long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);

        assertThat(site.get("/api/jobs/" + id).body()).isEqualTo("""
                {"id":"%s","title":"Bartender","employer":"Blue Hole Bar",\
                "island":{"code":"exuma","name":"Exuma and Cays"},"employment_type":"FULL_TIME",\
                "pay":{"currency":"BSD","min":12.50,"max":15.00,"period":"HOUR",\
                "weekly_min":500.00,"weekly_max":600.00},\
                "description":"Evenings and weekends, good company.","how_to_apply":"Call 242 555 0100.",\
                "open":true,"posted_at":"2026-11-23T12:00:00Z","closed_at":null,"posted_by":"%s",\
                "url":"/jobs/%s-bartender"}""".formatted(id, ann, id));
    }

    @Test
    void theLinksToTheNextPageReachEveryJob() {
        for (int i = 0; i < 5; i++) jobs.job(ann, "Job " + i, "exuma", JobsSite.NOW.plusSeconds(i));
        var titles = new ArrayList<String>();

        var next = "/api/jobs?limit=2&island=exuma";
        while (!next.isEmpty()) {
            var answer = site.get(next);
            TestSite.read(answer)
                    .get("items")
                    .forEach(item -> titles.add(item.get("title").textValue()));
            next = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"))
                    .orElse("");
        }

        assertThat(titles).containsExactly("Job 4", "Job 3", "Job 2", "Job 1", "Job 0");
    }

    @Test
    void theSameKeyPostsOneJob() {
        var first = post(BARTENDER, "Idempotency-Key", "k-1");
        var again = post(BARTENDER, "Idempotency-Key", "k-1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(people.database().count("job")).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post(BARTENDER, "Idempotency-Key", "k-1");

        var other = post(BARTENDER.replace("Bartender", "Barkeeper"), "Idempotency-Key", "k-1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(TestSite.read(other).get("code").textValue()).isEqualTo("idempotency_key_reused");
        assertThat(people.database().count("job")).isEqualTo(1);
    }

    @Test
    void postingWithoutASessionIs401() {
        var answer = site.json("POST", "/api/jobs", BARTENDER);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(people.database().count("job")).isZero();
    }

    @Test
    void anIncompleteJobHasAnErrorForEachField() {
        var answer = post("{}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestSite.read(answer).get("errors"))
                .extracting(error -> error.get("field").textValue())
                .contains("title", "island", "pay_min", "how_to_apply");
    }

    @Test
    void aClosedJobIsNotOpenAndHasATime() {
        long id = jobs.job(ann, "Bartender", "exuma", JobsSite.NOW);
        jobs.close(id);

        var job = TestSite.read(site.get("/api/jobs/" + id));

        assertThat(job.get("open").booleanValue()).isFalse();
        assertThat(job.get("closed_at").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 404",
        "0, 404",
        "-1, 404",
        "abc, 404",
        "1x, 404",
        "9223372036854775808, 404",
        "99999999999999999999, 404",
        "%00, 400",
        "1%2F2, 400"
    })
    void anIdOfNoJobIsNotFoundAndAMalformedPathIsABadRequest(String id, int status) {
        assertThat(site.get("/api/jobs/" + id).statusCode()).isEqualTo(status);
    }

    /// Unchecked, such a cursor would be an empty page: the driver sends a time before 4713 BC as `-infinity`.
    @ParameterizedTest
    @CsvSource({
        "-290000-01-01T00:00:00Z, 1",
        "-4713-01-01T00:00:00Z, 1",
        "1969-12-31T23:59:59.999999Z, 1",
        "1970-01-01T00:00:00Z, 1",
        "9999-12-31T00:00:00Z, 1",
        "+294247-01-10T04:00:54.775807Z, 1",
        "2026-11-23T12:00:00Z, 0",
        "2026-11-23T12:00:00Z, -1"
    })
    void aCursorOutOfRangeIsABadRequest(Instant at, long id) {
        var answer = site.get("/api/jobs?cursor=" + new Cursor(at, id).text());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestSite.read(answer).get("code").textValue()).isEqualTo("bad_cursor");
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00.000001Z, 1", "9999-12-30T23:59:59.999999Z, 9223372036854775807"})
    void aCursorAtTheEndOfItsRangeIsAccepted(Instant at, long id) {
        assertThat(site.get("/api/jobs?cursor=" + new Cursor(at, id).text()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "island=atlantis",
                "limit=0",
                "limit=101",
                "limit=ten",
                "limit=-1",
                "cursor=nonsense",
                "cursor=AAAA",
                "cursor=%00",
                "q=%00",
                "q=%ff",
                "q=%ED%A0%80"
            })
    void aMalformedOrUnknownParameterIsABadRequest(String query) {
        var answer = site.get("/api/jobs?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 400"})
    void aSearchHasAtMostTwoHundredCharacters(int length, int status) {
        assertThat(site.get("/api/jobs?q=" + "x".repeat(length)).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Bartender\" | \"Bar\\u0000tender\" | 400",
                "\"Bartender\" | \"Bar\\ud800tender\" | 400",
                "\"Bartender\" | 7                    | 422",
                "\"Bartender\" | [[[[[[]]]]]]         | 422",
                "12.5          | 1e999999999          | 422",
                "12.5          | -1                   | 422",
                "12.5          | \"12.5\"             | 422",
                "\"title\"     | \"titel\"            | 422",
                "{             | [                    | 400"
            })
    void anInvalidBodyIsRejected(String part, String replacement, int status) {
        assertThat(post(BARTENDER.replace(part, replacement)).statusCode()).isEqualTo(status);
        assertThat(people.database().count("job")).isZero();
    }

    @Test
    void aVeryLongTextIsAnInvalidField() {
        assertThat(post(BARTENDER.replace("Bartender", "x".repeat(100_000))).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aDeeplyNestedBodyIsRejected() {
        assertThat(post(BARTENDER.replace("\"Bartender\"", "[".repeat(100_000))).statusCode())
                .isEqualTo(422);
    }

    @Test
    void theIslandsAreListedWithoutTheDatabase() {
        try (var nowhere = TestDatabase.notConfigured();
                var alone = JobsSite.on(nowhere, Map.of())) {
            assertThat(TestSite.read(alone.get("/api/islands")).get("items")).hasSize(19);
            assertThat(alone.get("/api/jobs").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void howToApplyForAClosedJobIsForItsPosterOnly() {
        var location = post(BARTENDER).headers().firstValue("Location").orElseThrow();
        jobs.close(1);

        var toStranger = site.get(location);

        assertThat(toStranger.body()).contains("\"how_to_apply\":null").doesNotContain("555 0100");
        assertThat(site.get(location, "Authorization", "Bearer bob").body()).doesNotContain("555 0100");
        assertThat(site.get(location, "Authorization", "Bearer nobody").body()).doesNotContain("555 0100");
        assertThat(site.get(location, "Authorization", "Bearer ann").body()).contains("Call 242 555 0100.");
    }

    private HttpResponse<String> post(String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer ann"));
        return site.json("POST", "/api/jobs", body, all.toArray(String[]::new));
    }
}
