package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestBrowser;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.WholeSite;
import com.hiremebahamas.web.Assets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What pages weigh on the wire, compressed as the edge sends them: people read them over a weak signal.
class WeightTest {

    private static WholeSite site;

    @BeforeAll
    static void open() {
        site = new WholeSite(TestDatabase.empty());
        RealisticJobs.post(new TestJobs(site.database().tidepool()), 30, Instant.now());
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void theListOfTwentyJobsWeighsAtMost20KilobytesAnd45InAll() throws Exception {
        int page = weight("/jobs");
        int all = page
                + weight(Assets.path("site.css"))
                + weight(Assets.path("htmx.js"))
                + weight(Assets.path("site.js"))
                + weight(Assets.path("mark.svg"));

        assertThat(page).isLessThanOrEqualTo(20_000);
        assertThat(all).isLessThanOrEqualTo(45_000);
    }

    @Test
    void theListOfTwentyJobsAsJsonWeighsAtMost20Kilobytes() throws Exception {
        assertThat(weight("/api/jobs")).isLessThanOrEqualTo(20_000);
    }

    @Test
    void thePageOfAJobWeighsAtMost14Kilobytes() throws Exception {
        assertThat(weight("/jobs/1-bartender")).isLessThanOrEqualTo(14_000);
    }

    @Test
    void aFirstVisitTakesAtMostFiveRequestsAndNothingMoves() {
        try (var browser = new TestBrowser();
                var window = browser.open(site.http().origin(), 360, true)) {
            window.page().addInitScript("""
                    window.moved = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.value))
                        .observe({type: 'layout-shift', buffered: true});
                    """);
            window.page().navigate("/jobs");

            assertThat(window.takeRequests()).hasSizeLessThanOrEqualTo(5);
            assertThat(((Number) window.page().evaluate("window.moved")).doubleValue())
                    .isLessThanOrEqualTo(0.05);
        }
    }

    private static int weight(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(site.http().origin() + path)).header("Accept-Encoding", "gzip");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            // What fits into one packet is not worth compressing.
            if (answer.body().length > 1024) {
                assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            }
            return answer.body().length;
        }
    }
}
