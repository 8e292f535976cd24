package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPathsTest {

    private final CanonicalPaths paths = new CanonicalPaths(
            List.of("/", "/jobs", "/jobs/{job}", "/jobs/new", "/api/jobs/{id}", "/static/{file}", "/touch-{size}.png"));

    @ParameterizedTest
    @CsvSource({
        "/jobs/, /jobs",
        "/Jobs, /jobs",
        "/JOBS/, /jobs",
        "/jobs/NEW, /jobs/new",
        "/Jobs/12-Bar-Tender/, /jobs/12-Bar-Tender",
        "/API/Jobs/7, /api/jobs/7",
        "/STATIC/Site.CSS, /static/Site.CSS",
        "/Ready/DB/, /ready/db",
        "/HEALTH, /health"
    })
    void anotherSpellingLeadsToIt(String path, String canonical) {
        assertThat(paths.differing(path)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"/", "/jobs", "/jobs/12-Bar", "/Nowhere", "/nowhere/", "/Jobs/1/2/3", "/touch-X.png"})
    void theOneItselfAndPathsOfNoPageDoNot(String path) {
        assertThat(paths.differing(path)).isNull();
    }

    @Test
    void everyPageIsFoundByAnySpellingOfItsFixedParts() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            for (var route : site.routes()) {
                if (!route.startsWith("GET ") || route.equals("GET /")) continue;
                var path = route.substring(4).replaceAll("\\{[a-z]+}", "7");
                for (var spelling : List.of(path + "/", path.toUpperCase(Locale.ROOT))) {
                    var answer = site.http().get(spelling + "?q=A%20b&x=/");

                    if (route.contains("-{")) continue; // a name and no path
                    assertThat(answer.statusCode()).as(spelling).isEqualTo(308);
                    assertThat(answer.headers().firstValue("Location")).contains(path + "?q=A%20b&x=/");
                }
            }
        }
    }

    @Test
    void aFormIsNotRedirected() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            assertThat(site.http().post("/Sign-In", Map.of()).statusCode()).isEqualTo(404);
            assertThat(site.http()
                            .send("HEAD", "/Sign-In", BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(308);
        }
    }
}
