package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final String LONGEST = "k".repeat(255);

    private static TestSite site;

    /// Each route answers with the key and its fingerprint.
    @BeforeAll
    static void open() {
        Feature feature = routes -> routes.post("/api/a", request -> request.result(text(IdempotencyKey.of(request))))
                .post("/api/b", request -> request.result(text(IdempotencyKey.of(request))))
                .put("/api/a", request -> request.result(text(IdempotencyKey.of(request))))
                .post(
                        "/form",
                        request ->
                                request.result(text(IdempotencyKey.ofForm(request, Parameters.form(request), "key"))));
        site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, List.of(feature)));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "a b", "~!", "8e03978e-40d5-43e8-bc93-6894a57f9324"})
    void printableAsciiIsAKey(String key) {
        assertThat(keyOf(key)).isEqualTo(key);
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(keyOf(LONGEST)).isEqualTo(LONGEST);
        assertThat(statusOf(LONGEST + "k")).isEqualTo(400);
        assertThat(site.post("/form", Map.of("key", LONGEST)).statusCode()).isEqualTo(200);
        assertThat(site.post("/form", Map.of("key", LONGEST + "k")).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb"})
    void anythingElseIsRefused(String key) {
        assertThat(statusOf(key)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u007fb", "\u00e9"})
    void aFormsKeyIsPrintableAsciiToo(String key) {
        assertThat(site.post("/form", Map.of("key", key)).statusCode()).isEqualTo(400);
    }

    @Test
    void aFormWithoutAKeyHasNone() {
        assertThat(site.post("/form", Map.of("key", "")).body()).startsWith(" ");
    }

    @Test
    void anotherMethodPathOrBodyIsAnotherRequest() {
        var one = send("POST", "/api/a", "{}");

        assertThat(send("POST", "/api/a", "{}")).isEqualTo(one);
        assertThat(List.of(send("PUT", "/api/a", "{}"), send("POST", "/api/b", "{}"), send("POST", "/api/a", "[]")))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    private static String send(String method, String path, String body) {
        return site.send(method, path, BodyPublishers.ofString(body), "Idempotency-Key", "k")
                .body();
    }

    private static String keyOf(String key) {
        var answer = site.json("POST", "/api/a", "{}", "Idempotency-Key", key).body();
        return answer.substring(0, answer.lastIndexOf(' '));
    }

    private static int statusOf(String key) {
        return site.json("POST", "/api/a", "{}", "Idempotency-Key", key).statusCode();
    }

    private static String text(IdempotencyKey key) {
        return key.key() + " " + key.fingerprint();
    }
}
