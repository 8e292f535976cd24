package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpErrorTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "400, BAD_REQUEST",
        "401, BAD_REQUEST",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "408, REQUEST_TIMEOUT",
        "413, TOO_LARGE",
        "414, URL_TOO_LONG",
        "415, UNSUPPORTED_ENCODING",
        "426, BAD_REQUEST",
        "431, HEADERS_TOO_LARGE",
        "500, INTERNAL",
        "501, BAD_REQUEST",
        "502, INTERNAL",
        "503, UNAVAILABLE",
        "505, BAD_REQUEST"
    })
    void aStatusHasOneError(int status, HttpError error) {
        assertThat(HttpError.ofStatus(status)).isEqualTo(error);
    }

    @ParameterizedTest
    @EnumSource(HttpError.class)
    void onlyA503SaysWhenToTryAgain(HttpError error) {
        assertThat(error.retryAfterSeconds().isPresent()).isEqualTo(error.status() == 503);
    }

    @Test
    void aBarePageHasTheColoursOfTheSite() {
        try (var server = TestServer.starting()) {
            assertThat(server.send("GET //jobs HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n"))
                    .contains("<meta name=\"color-scheme\" content=\"light dark\">")
                    .contains("<link rel=\"stylesheet\" href=\"/static/site.0.css\">");
        }
    }

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "'GET / HTTP/1.1\\nHost: a\\nX-Long: {16000}', 431, 'The headers of the request are too large.'",
        "'GET /{16000} HTTP/1.1\\nHost: a', 414, 'The address is too long'",
        "'POST / HTTP/1.1\\nHost: a\\nTransfer-Encoding: br', 400, 'could not be understood'",
        "'GET / HTTP/3.7\\nHost: a', 505, 'could not be understood'"
    })
    void aRequestThatJettyRejectsIsExplained(String request, int status, String detail) {
        var bytes = request.replace("\\n", "\r\n").replace("{16000}", "x".repeat(17_000)) + "\r\n\r\n";
        try (var server = TestServer.starting()) {
            assertThat(server.send(bytes)).startsWith("HTTP/1.1 " + status).contains(detail);
        }
    }
}
