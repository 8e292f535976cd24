package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SiteServletTest {

    private record Note(String title) {}

    private static TestSite site;

    @BeforeAll
    static void open() {
        Feature feature = routes -> routes.get("/hello", request -> request.result("hello"))
                .post("/api/notes", request -> Json.answer(request, 201, Json.read(request, Note.class)))
                .get("/broken", request -> {
                    throw new IllegalStateException("secret");
                });
        site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, List.of(feature)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void headIsGetWithoutTheBody() {
        var answer = site.send("HEAD", "/hello", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anUnknownAddressIsAPageForBrowsers() {
        var answer = site.get("/nowhere", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>Page not found</h1>").contains(id(answer));
    }

    @Test
    void anUnknownAddressIsAProblemDocumentForApiClients() {
        var answer = site.get("/api/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not_found\"").contains("\"request_id\":\"" + id(answer) + "\"");
    }

    @Test
    void anotherMethodGetsTheAllowedOnes() {
        var answer = site.get("/api/notes");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void anUnexpectedExceptionIsNotShown() {
        var answer = site.get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void aJsonBodyIsReadAndWrittenUnchanged() {
        assertThat(site.json("POST", "/api/notes", "{\"title\":\"Grüße\"}").body())
                .isEqualTo("{\"title\":\"Grüße\"}");
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }
}
