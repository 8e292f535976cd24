package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    private static TestSite site;

    @BeforeAll
    static void open() {
        site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, List.of(new Assets())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.css", "mark.svg", "htmx.js", "site.js"})
    void anAddressWithTheHashIsImmutable(String name) {
        var answer = site.get(Assets.path(name));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
    }

    @Test
    void everyStyleSheetIsInTheOneThatIsServed() throws IOException {
        var served = site.get(Assets.path("site.css")).body();

        try (var files = Files.newDirectoryStream(Path.of("src/main/resources/static"), "*.css")) {
            for (var file : files) assertThat(served).contains(Files.readString(file));
        }
    }

    @Test
    void anAssetIsCompressed() {
        var answer = site.get(Assets.path("htmx.js"), "Accept-Encoding", "gzip, br");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isLessThan(18_000);
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
    }

    @Test
    void anAssetThatTheClientHasIsNotSentAgain() {
        var tag = site.get(Assets.path("site.css")).headers().firstValue("ETag").orElseThrow();

        var answer = site.get(Assets.path("site.css"), "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anAddressOfAnotherReleaseGetsTheContentOfThisOneForAMinute() {
        var answer = site.get("/static/site.0.css");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=60");
    }

    @ParameterizedTest
    @CsvSource({
        "site.css, 404",
        "other.000000000000.css, 404",
        "a.b.c.d, 404",
        "..%2Fsite.1.css, 400",
        "%2e%2e.x.css, 400"
    })
    void nothingElseIsServed(String file, int status) {
        assertThat(site.get("/static/" + file).statusCode()).isEqualTo(status);
    }
}
