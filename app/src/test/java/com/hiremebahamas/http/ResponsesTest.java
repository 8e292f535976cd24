package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The headers of every response, and how it is sent.
class ResponsesTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/page", "/redirect", "/missing", "/broken", "/a;b", "/ready"})
    void everyResponseHasTheSecurityHeaders(String path) {
        try (var server = site(true)) {
            assertThat(server.get(path))
                    .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; ")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .contains("Referrer-Policy: strict-origin-when-cross-origin\r\n")
                    .contains("Cross-Origin-Opener-Policy: same-origin\r\n")
                    .contains("Permissions-Policy: ")
                    .contains("Cache-Control: private, no-store\r\n")
                    .contains("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n")
                    .doesNotContain("\r\nServer:", "X-Powered-By");
        }
    }

    @Test
    @DisplayName("a method that no address answers is 405 with the methods that some do (RFC 9110, 15.5.6)")
    void anUnknownMethodGetsTheListOfMethods() {
        try (var server = TestServer.serving((_, answer) -> answer.getWriter().print("page"))) {
            assertThat(server.send("BREW /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
        }
    }

    @Test
    void healthHasStricterAndShorterSecurityHeaders() {
        try (var server = site(true)) {
            assertThat(server.get("/health"))
                    .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .contains("Referrer-Policy: no-referrer\r\n")
                    .contains("Cache-Control: private, no-store\r\n")
                    .contains("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n")
                    .doesNotContain("\r\nServer:", "X-Powered-By");
        }
    }

    @Test
    void outsideProductionThereIsNoHsts() {
        try (var server = site(false)) {
            assertThat(server.get("/page")).doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void theApplicationMayAllowCaching() {
        try (var server = site(false)) {
            assertThat(server.get("/kept"))
                    .contains("Cache-Control: public, max-age=60\r\n")
                    .doesNotContain("no-store");
        }
    }

    @Test
    @DisplayName("R16 a 503 of Jetty itself has a Retry-After, too")
    void a503OfJettyItselfHasARetryAfter() {
        try (var server = TestServer.serving((_, answer) -> answer.sendError(503))) {
            assertThat(server.get("/")).contains("Retry-After: ", "\"code\":\"unavailable\"");
        }
    }

    @Test
    void aFailureOfTheApplicationRevealsNothing() {
        try (var server = site(false)) {
            assertThat(server.get("/broken"))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("\"code\":\"internal\"")
                    .doesNotContain("canary-7391", "Exception");
        }
    }

    @Test
    void eachRequestHasAnIdOfItsOwn() {
        try (var server = site(false)) {
            var answer = server.get("/page");
            var id = answer.replaceAll("(?s).*X-Request-Id: ([0-9a-z]{12})\r\n.*", "$1");

            assertThat(id).hasSize(12);
            assertThat(answer).contains("<" + id + ">");
            assertThat(server.get("/page", "X-Request-Id: chosen")).doesNotContain("chosen");
        }
    }

    @Test
    void longTextIsCompressedAndShortIsNot() {
        try (var server = site(false)) {
            assertThat(server.get("/long", "Accept-Encoding: gzip"))
                    .contains("Content-Encoding: gzip\r\n")
                    .containsPattern("Vary: [^\r]*Accept-Encoding");
            assertThat(server.get("/page", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
            assertThat(server.get("/picture", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
            assertThat(server.get("/health", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
        }
    }

    private static TestServer site(boolean production) {
        var server = TestServer.starting(TestServer.settings(), production);
        server.start((request, answer) -> {
            answer.setContentType(request.getRequestURI().equals("/picture") ? "image/png" : "text/html");
            switch (request.getRequestURI()) {
                case "/redirect" -> answer.sendRedirect("/page");
                case "/missing" -> answer.sendError(404);
                case "/broken" -> throw new IllegalStateException("canary-7391");
                case "/kept" -> answer.setHeader("Cache-Control", "public, max-age=60");
                case "/long", "/picture" -> answer.getWriter().print("Andros ".repeat(500));
                default ->
                    answer.getWriter().print("<" + RequestContext.current().requestId() + ">");
            }
        });
        return server;
    }
}
