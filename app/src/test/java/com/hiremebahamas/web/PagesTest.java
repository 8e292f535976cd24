package com.hiremebahamas.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final EncodedBody BODY =
            new EncodedBody("conch ".repeat(1000).getBytes(UTF_8));

    private static TestSite site;

    @BeforeAll
    static void open() {
        Feature feature = routes -> routes.get("/long", request -> Pages.send(request, BODY));
        site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, List.of(feature)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void aCompressedBodySaysSo() {
        var answer = site.get("/long", "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isLessThan(200);
    }

    @Test
    void anUncompressedBodyIsSentAsItIs() {
        var answer = site.get("/long", "Accept-Encoding", "gzip;q=0");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
        assertThat(answer.body()).hasSize(6000);
    }

    @Test
    void aBodyThatTheClientHasIsNotSentAgain() {
        var tag = site.get("/long").headers().firstValue("ETag").orElseThrow();

        var answer = site.get("/long", "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("ETag")).contains(tag);
        assertThat(answer.body()).isEmpty();
        assertThat(site.get("/long", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs?q=a&island=exuma", "/jobs?next=//x"})
    void aPathOfThisSiteIsFollowed(String path) {
        assertThat(Pages.ownPath(path, "/fallback")).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"''", "jobs", "//evil.example", "/\\evil.example", "'/a b'", "'/\t/evil.example'", "/\u007f", "/\u00e9"
    })
    void anyOtherPathIsNot(String path) {
        assertThat(Pages.ownPath(path, "/fallback")).isEqualTo("/fallback");
    }

    @Test
    void aPathHasAtMost2000Characters() {
        var longest = "/" + "x".repeat(1999);

        assertThat(Pages.ownPath(longest, "/")).isEqualTo(longest);
        assertThat(Pages.ownPath(longest + "x", "/")).isEqualTo("/");
    }
}
