package com.hiremebahamas.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.EncodedBody;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedBodyTest {

    private static final EncodedBody LONG =
            new EncodedBody("conch ".repeat(1000).getBytes(UTF_8));
    private static final EncodedBody SHORT = new EncodedBody("conch".getBytes(UTF_8));

    private static TestSite site;

    @BeforeAll
    static void open() {
        Feature feature = routes -> routes.get("/long", request -> Pages.send(request, LONG))
                .get("/short", request -> Pages.send(request, SHORT));
        site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, () -> {}, List.of(feature)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.8"})
    void isCompressedForWhoeverReadsThat(String accepted) {
        var answer = site.get("/long", "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip;q=0", "gzip; q=0"})
    void andForNobodyElse(String accepted) {
        var answer = site.get("/long", "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).hasSize(6000);
    }

    @Test
    void aShortAnswerIsNotWorthCompressing() {
        var answer = site.get("/short", "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo("conch");
    }

    @Test
    void otherBytesHaveAnotherTag() {
        assertThat(tag(site.get("/long"))).isNotEqualTo(tag(site.get("/long", "Accept-Encoding", "gzip")));
        assertThat(tag(site.get("/long"))).isNotEqualTo(tag(site.get("/short")));
    }

    @Test
    void whoHasItByAnyOfTheirTagsIsSentNothing() {
        var tag = tag(site.get("/long"));

        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var answer = site.get("/long", "If-None-Match", known);

            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(site.get("/long", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
