package com.hiremebahamas.web;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Malformed and hostile input is rejected with a 4xx, never answered with a 5xx.
class BadInputTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static final String LONG = "x".repeat(100_000);
    private static String token = "";

    @BeforeAll
    static void register() {
        token = SITE.register("Ann", "ann@example.com");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    /// The name, the status for an account, the status for a job, the body: a field that one of the two does
    /// not have is unknown there (422) before its value is looked at.
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("nothing", 400, 400, ""),
                Arguments.of("white space", 400, 400, "  \n"),
                Arguments.of("no JSON", 400, 400, "{"),
                Arguments.of("null", 400, 400, "null"),
                Arguments.of("an array", 400, 400, "[]"),
                Arguments.of("a text", 400, 400, "\"x\""),
                Arguments.of("a number", 400, 400, "1"),
                Arguments.of("something after it", 400, 400, "{} {}"),
                Arguments.of("a comment", 400, 400, "{/* */}"),
                Arguments.of("a byte order mark", 400, 400, "\uFEFF{}"),
                Arguments.of("NUL in a text", 400, 422, "{\"email\": \"a\\u0000b\"}"),
                Arguments.of("a bare NUL", 400, 400, "{\"email\": \"a\u0000b\"}"),
                Arguments.of("half a character", 400, 422, "{\"email\": \"\\ud800\"}"),
                Arguments.of("the other half", 422, 400, "{\"title\": \"\\udc00x\"}"),
                Arguments.of("halves in the wrong order", 400, 422, "{\"email\": \"\\udc00\\ud800\"}"),
                Arguments.of("a broken escape", 400, 400, "{\"email\": \"\\x\"}"),
                Arguments.of("a repeated field", 400, 400, "{\"email\": \"a\", \"email\": \"b\"}"),
                Arguments.of("100,000 arrays in each other", 400, 400, "[".repeat(100_000) + "]".repeat(100_000)),
                Arguments.of("deep lists in a field", 422, 400, "{\"email\": " + "[".repeat(100_000) + "}"),
                Arguments.of(
                        "100,000 characters", 422, 422, "{\"email\": \"" + LONG + "\", \"title\": \"" + LONG + "\"}"),
                Arguments.of("an unknown field", 422, 422, "{\"is_admin\": true}"),
                Arguments.of("an unknown field of a hostile name", 422, 422, "{\"<script>\\u202e\": true}"),
                Arguments.of("a number for a text", 422, 422, "{\"email\": 5, \"title\": 5}"),
                Arguments.of("an object for a text", 422, 422, "{\"email\": {}, \"title\": {}}"),
                Arguments.of("a truth for a text", 422, 422, "{\"email\": true, \"title\": true}"),
                Arguments.of("a number of 1,000 digits", 400, 400, "{\"pay_min\": " + "9".repeat(1000) + "}"),
                Arguments.of("a number with a huge exponent", 422, 422, "{\"pay_min\": 1e999999999}"),
                Arguments.of("a number with a tiny exponent", 422, 422, "{\"pay_min\": 1e-999999999}"),
                Arguments.of("no number", 400, 400, "{\"pay_min\": NaN}"),
                Arguments.of("more than 256 kB", 413, 413, "{\"email\": \"" + LONG + LONG + LONG + "\"}"));
    }

    static Stream<Arguments> defects() {
        var good = "{\"email\": \"ann@example.com\", \"password\": \"" + PASSWORD + "\"}";
        return Stream.of(
                Arguments.of("nothing", 200, good),
                Arguments.of("white space", 200, " \n" + good + "\n "),
                Arguments.of("a second document", 400, good + " {}"),
                Arguments.of("a comma", 400, good + ","),
                Arguments.of("a byte order mark", 400, "\uFEFF" + good),
                Arguments.of("a comment", 400, "/* */" + good),
                Arguments.of("a repeated field", 400, good.replace("{", "{\"email\": \"ann@example.com\", ")),
                Arguments.of("an unknown field", 422, good.replace("{", "{\"role\": \"admin\", ")),
                Arguments.of("an unknown deep field", 400, good.replace("{", "{\"x\": " + "[".repeat(100_000))),
                Arguments.of("NUL", 400, good.replace("seven", "seven\\u0000")),
                Arguments.of("half a character", 400, good.replace("seven", "seven\\ud83e")),
                Arguments.of("a list of one", 422, good.replace("\"ann@example.com\"", "[\"ann@example.com\"]")),
                Arguments.of("400 kB of white space", 413, good + " ".repeat(400_000)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("defects")
    void oneDefectIsEnough(String what, int status, String body) {
        var answer = SITE.post("login", body);

        assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isEqualTo(status);
    }

    @Test
    void numbersTooLongToWriteOutAreRejected() {
        var advert = """
                {"title": "Bartender", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
                 "pay_min": 12.5, "pay_max": MOST, "pay_period": "HOUR", "description": "Evenings.",
                 "how_to_apply": "Call 242 555 0100."}""";

        for (var number : List.of("1e999999999", "1e-999999999", "-1e999999999", "9".repeat(40), "0e999999999")) {
            var answer = SITE.http()
                    .json("POST", "/api/jobs", advert.replace("MOST", number), "Authorization", "Bearer " + token);

            assertThat(answer.statusCode()).as("%s: %s", number, answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("pay_max");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void malformedJsonIsRejected(String what, int ofAccount, int ofJob, String body) {
        for (var path : List.of("/api/auth/register", "/api/auth/login", "/api/jobs")) {
            int status = path.equals("/api/jobs") ? ofJob : ofAccount;
            var answer = SITE.http().json("POST", path, body, "Authorization", "Bearer " + token);

            assertThat(answer.statusCode())
                    .as("%s %s: %s", what, path, answer.body())
                    .isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(TestSite.read(answer).path("detail").asText()).isNotBlank();
            assertThat(answer.body()).doesNotContain("jackson", "Exception", "JsonToken");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "email=%00, 400",
        "email=%ff, 400",
        "email=%, 400",
        "email=%g1, 400",
        "email=a&email=b, 400",
        "%c0%80=x, 400",
        "email=%ed%a0%80, 400",
        "a=1&b=2&c=3&next=%0d%0aSet-Cookie:x, 422",
        "=, 422",
        "&&&&, 422",
        "email, 422"
    })
    void malformedFormsAreRejected(String body, int status) {
        for (var path : List.of("/register", "/sign-in", "/jobs")) {
            var answer = SITE.http()
                    .send(
                            "POST",
                            path,
                            BodyPublishers.ofString(body),
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "Sec-Fetch-Site",
                            "same-origin",
                            "Cookie",
                            "__Host-session=" + token);

            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/jobs?q=%00, 400",
        "/jobs?q=%ff, 400",
        "/jobs?cursor=x, 400",
        "/jobs?limit=0, 400",
        "/jobs?q=a&q=b, 200",
        "/api/jobs?q=%00, 400",
        "/api/jobs?cursor=%00, 400",
        "/api/jobs?limit=99999999999, 400",
        "/api/jobs?island=%ed%a0%80, 400",
        "/people/%00, 400",
        "/people/%ff, 400",
        "/people/999999999999999999999, 303",
        "/jobs/%00, 400",
        "/jobs/%ff, 400",
        "/jobs/99999999999999999999, 404",
        "/api/jobs/%00, 400",
        "/api/jobs/-1, 404",
        "/static/%00, 400",
        "/static/..%2f..%2fpom.xml, 400",
        "/sign-in?next=%00, 400",
        "/%2e%2e/x, 400",
        "/jobs/%2e%2e/%2e%2e, 400",
        "/api/users/1%2f2, 400",
        "/jobs;a=b, 400",
        "/nowhere?%zz, 404"
    })
    void malformedAddressesAreRejected(String path, int status) throws Exception {
        assertThat(status("GET " + path + " HTTP/1.1")).isEqualTo(status);
    }

    /// PATCH is an unsafe method of a page: without an origin the protection against cross-site requests
    /// rejects it.
    @ParameterizedTest
    @CsvSource({
        "TRACE / HTTP/1.1, 405",
        "PATCH /jobs HTTP/1.1, 403",
        "DELETE /api/jobs HTTP/1.1, 405",
        "FOO /jobs HTTP/1.1, 405",
        "get /jobs HTTP/1.1, 405"
    })
    void unsupportedMethodsAreRejected(String line, int status) throws Exception {
        assertThat(status(line)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer \t", "Basic YTpi", "bearer xx yy", "Bearer ............"})
    void malformedCredentialsAreRejected(String header) {
        assertThat(SITE.http().get("/api/auth/me", "Authorization", header).statusCode())
                .isEqualTo(401);
        assertThat(SITE.http()
                        .get("/api/auth/me", "Cookie", "__Host-session=" + header.replace(" ", ""))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16", "x"})
    void anotherCharsetIsAnotherMediaType(String charset) {
        var answer = SITE.http()
                .send(
                        "POST",
                        "/api/auth/login",
                        BodyPublishers.ofString("{}", StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json; charset=" + charset);

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    private static int status(String requestLine) throws Exception {
        var origin = URI.create(SITE.http().origin());
        try (var socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            var request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
