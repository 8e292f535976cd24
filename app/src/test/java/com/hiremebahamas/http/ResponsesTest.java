package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.testing.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every answer carries, and how it is sent.
class ResponsesTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/page", "/redirect", "/missing", "/broken", "/a;b", "/ready"})
    void everyAnswerCarriesTheHeadersOfSafety(String path) {
        try (var edge = site(true)) {
            assertThat(edge.get(path))
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
    void healthCarriesThemInFewerBytesAndStricter() {
        try (var edge = site(true)) {
            assertThat(edge.get("/health"))
                    .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .contains("Referrer-Policy: no-referrer\r\n")
                    .contains("Cache-Control: private, no-store\r\n")
                    .contains("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n")
                    .doesNotContain("\r\nServer:", "X-Powered-By");
        }
    }

    @Test
    void outsideProductionTheBrowserIsNotToldToInsistOnTls() {
        try (var edge = site(false)) {
            assertThat(edge.get("/page")).doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void theApplicationMayAllowAnAnswerToBeKept() {
        try (var edge = site(false)) {
            assertThat(edge.get("/kept"))
                    .contains("Cache-Control: public, max-age=60\r\n")
                    .doesNotContain("no-store");
        }
    }

    @Test
    @DisplayName("R16 a 503 of the server itself says when to come back, too")
    void a503OfTheServerItselfSaysWhenToComeBack() {
        try (var edge = TestServer.serving((_, answer) -> answer.sendError(503))) {
            assertThat(edge.get("/")).contains("Retry-After: ", "\"code\":\"unavailable\"");
        }
    }

    @Test
    void aFailureOfTheApplicationTellsNothingOfItsInside() {
        try (var edge = site(false)) {
            assertThat(edge.get("/broken"))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("\"code\":\"internal\"")
                    .doesNotContain("canary-7391", "Exception");
        }
    }

    @Test
    void eachRequestHasANameOfItsOwn() {
        try (var edge = site(false)) {
            var answer = edge.get("/page");
            var id = answer.replaceAll("(?s).*X-Request-Id: ([0-9a-z]{12})\r\n.*", "$1");

            assertThat(id).hasSize(12);
            assertThat(answer).contains("<" + id + ">");
            assertThat(edge.get("/page", "X-Request-Id: chosen")).doesNotContain("chosen");
        }
    }

    @Test
    void longTextIsCompressedAndShortIsNot() {
        try (var edge = site(false)) {
            assertThat(edge.get("/long", "Accept-Encoding: gzip"))
                    .contains("Content-Encoding: gzip\r\n")
                    .contains("Vary: Accept-Encoding\r\n");
            assertThat(edge.get("/page", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
            assertThat(edge.get("/picture", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
            assertThat(edge.get("/health", "Accept-Encoding: gzip")).doesNotContain("Content-Encoding");
        }
    }

    private static TestServer site(boolean production) {
        var edge = TestServer.open(TestServer.settings(), production);
        edge.serve(
                (request, answer) -> {
                    answer.setContentType(request.getRequestURI().equals("/picture") ? "image/png" : "text/html");
                    switch (request.getRequestURI()) {
                        case "/redirect" -> answer.sendRedirect("/page");
                        case "/missing" -> answer.sendError(404);
                        case "/broken" -> throw new IllegalStateException("canary-7391");
                        case "/kept" -> answer.setHeader("Cache-Control", "public, max-age=60");
                        case "/long", "/picture" -> answer.getWriter().print("Andros ".repeat(500));
                        default ->
                            answer.getWriter()
                                    .print("<" + RequestContext.current().requestId() + ">");
                    }
                },
                new OperationsHandler());
        return edge;
    }
}
