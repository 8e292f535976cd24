package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.hiremebahamas.testing.TestServer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Requests that two readers could split differently: one answer, and the connection is over, so that nothing
/// behind them is taken for a request.
class MalformedRequestTest {

    private static final String BODY = "\r\n\r\nabcd";
    private static final String CHUNKED = "POST /first HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String SECOND = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    /// A connection that is only closed for being idle fails the test.
    private final TestServer server = TestServer.serving((request, answer) -> {
        seen.add(request.getMethod() + " " + request.getRequestURI());
        request.getInputStream().readAllBytes();
        answer.getWriter().print("fine");
    });

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "R19 {0}")
    @MethodSource("framings")
    void ambiguousFramingIsRejectedAndTheConnectionClosed(Framing framing) {
        var answer = server.send(framing.bytes() + SECOND);

        assertThat(answer).startsWith("HTTP/1.1 " + framing.status() + " ");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer: %s", answer).hasSize(2);
        assertThat(seen).noneMatch(request -> request.contains("second"));
    }

    record Framing(String name, String bytes, int status) {

        Framing(String bytes, int status) {
            this(shown(bytes), bytes, status);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Framing> framings() {
        return Stream.of(
                        heads().map(head -> new Framing(shown(head), "POST /first HTTP/1.1\r\n" + head + BODY, 400)),
                        chunks().map(chunk -> new Framing("chunk " + shown(chunk), CHUNKED + chunk, 400)),
                        requests())
                .flatMap(framings -> framings);
    }

    private static Stream<String> heads() {
        return Stream.of(
                "Host: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4",
                "Host: a\r\nContent-Length: 4\r\nContent-Length: 5",
                "Host: a\r\nContent-Length: 4, 5",
                "Host: a\r\nContent-Length: +4",
                "Host: a\r\nContent-Length: -4",
                "Host: a\r\nContent-Length: 0x4",
                "Host: a\r\nContent-Length: 4_0",
                "Host: a\r\nContent-Length: 4 4",
                "Host: a\r\nContent-Length: 99999999999999999999",
                "Host: a\r\nContent-Length:",
                "Host: a\r\nTransfer-Encoding: xchunked",
                "Host: a\r\nTransfer-Encoding: chunked, identity",
                "Host: a\r\nTransfer-Encoding: identity",
                "Host: a\r\nTransfer-Encoding: identity, chunked",
                "Host: a\r\nTransfer-Encoding: gzip, chunked",
                "Host: a\r\nTransfer-Encoding: chunked;q=1",
                "Host: a\r\nTransfer-Encoding: ,chunked",
                "Host: a\r\nTransfer-Encoding: chunked,",
                "Host: a\r\nTransfer-Encoding: \"chunked\"",
                "Host: a\r\nTransfer-Encoding:",
                "Host: a\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Host: a\r\nTransfer-Encoding: chunked, chunked",
                "Host: a\r\nTransfer-Encoding:\u000bchunked",
                "Host: a\r\nTransfer-Encoding: chunked\u0000",
                "Host: a\r\nTransfer-Encoding : chunked",
                "Host: a\r\nTransfer-Encoding:\r\n chunked",
                "Host: a\r\nContent-Length : 4",
                "Host: a\r\nX: b\r\n folded\r\nContent-Length: 4",
                "Host: a\r\nX: b\u0000c\r\nContent-Length: 4",
                "Host: a\r\nX\u00e9: b\r\nContent-Length: 4",
                "Host: a\r\nHost: b\r\nContent-Length: 4",
                "Host: a/b\r\nContent-Length: 4",
                "X: without a host\r\nContent-Length: 4");
    }

    private static Stream<String> chunks() {
        return Stream.of(
                "+4\r\nabcd\r\n0\r\n\r\n",
                "-4\r\nabcd\r\n0\r\n\r\n",
                "0x4\r\nabcd\r\n0\r\n\r\n",
                "4_\r\nabcd\r\n0\r\n\r\n",
                " 4\r\nabcd\r\n0\r\n\r\n",
                "\r\nabcd\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nabcd\r\n0\r\n\r\n",
                "4\r\nabcdXX0\r\n\r\n",
                "4\rabcd\r\n0\r\n\r\n",
                "zz\r\nabcd\r\n0\r\n\r\n");
    }

    private static Stream<Framing> requests() {
        return Stream.of(
                new Framing("GET /first HTTP/1.1\nHost: a\n\n", 400),
                new Framing("GET /first HTTP/1.2\r\nHost: a\r\n\r\n", 505),
                new Framing("GET /first HTTP/9.9\r\nHost: a\r\n\r\n", 505),
                new Framing("GET /first\r\n\r\n", 505),
                new Framing("GET /fi\u0000rst HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                new Framing("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426),
                new Framing("GET http://b/first HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                new Framing("POST /first HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                new Framing(
                        "POST /first HTTP/1.1\r\nHost: a\r\nExpect: the-unexpected\r\nContent-Length: 4" + BODY, 417),
                new Framing("CONNECT a:80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 405),
                new Framing("G\u00e9T /first HTTP/1.1\r\nHost: a\r\n\r\n", 400));
    }

    /// Each body is well-formed for a server that reads it as chunked.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity, chunked",
                "identity\r\nTransfer-Encoding: chunked",
                "gzip, chunked",
                "deflate,chunked",
                "x, chunked",
                ", chunked",
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: chunked"
            })
    void noOtherTransferEncodingIsRead(String encodings) {
        for (var path : List.of("/first", "/health")) {
            var head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + encodings + "\r\n\r\n";

            var answer = server.send(head + "4\r\nabcd\r\n0\r\n\r\n" + SECOND);

            assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*Connection: close.*");
            assertThat(answer.split("HTTP/1.1 ", -1))
                    .as("one answer: %s", answer)
                    .hasSize(2);
        }
        assertThat(seen).isEmpty();
    }

    /// A warning that quotes a request and does not say whose is no use, and a way to fill the log.
    @ParameterizedTest(name = "R14 {0}")
    @MethodSource("framings")
    void oneLineOfTheLogSaysWhoSentAMalformedRequest(Framing framing) {
        var lines = new CopyOnWriteArrayList<ILoggingEvent>();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event);
            }
        };
        appender.start();
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT");
        root.addAppender(appender);
        try {
            server.send(framing.bytes());
            await().until(() ->
                    lines.stream().anyMatch(line -> line.getLoggerName().equals("access")));
        } finally {
            root.detachAppender(appender);
        }

        assertThat(lines).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        assertThat(lines.stream().filter(line -> line.getLoggerName().equals("access")))
                .isNotEmpty()
                .allMatch(line -> line.getFormattedMessage().contains(" 127.0.0.1 "));
    }

    @Test
    void chunkedIsReadInAnyCase() {
        var body = "4\r\nabcd\r\n0\r\n\r\n";

        assertThat(server.send(
                        "POST /first HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                + body))
                .startsWith("HTTP/1.1 200 ");
    }

    private static String shown(String bytes) {
        var shown = new StringBuilder();
        bytes.chars().limit(90).forEach(c -> shown.append(c < ' ' || c > '~' ? '·' : (char) c));
        return shown.toString();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/jobs/%2e%2e/me",
                "/jobs/../me",
                "/jobs/./1",
                "/jobs%2f1",
                "/jobs;x=1",
                "/jobs/1%00",
                "/jobs//1",
                "//jobs",
                "/jobs/%5c1",
                "/jobs\\1",
                "/jobs/%c0%af",
                "/jobs/%zz",
                "/jobs/%",
                "/%u0041",
                "/jobs/1%0d%0aX:y",
                "/health;x",
                "/%68ealth/..;/x"
            })
    void ambiguousPathsAreRejected(String path) {
        assertThat(server.get(path)).startsWith("HTTP/1.1 400 ");
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("An error of the server itself is a problem document that reveals nothing about the server")
    void anErrorOfTheServerItselfIsAProblemDocument() {
        assertThat(server.send("GET /first HTTP/1.1\r\n\r\n"))
                .contains("Content-Type: application/problem+json\r\n", "\"status\":400", "\"request_id\":\"")
                .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
                .contains("Cache-Control: private, no-store\r\n", "X-Request-Id: ")
                .doesNotContain("Server:", "etty", "xception");
    }

    @Test
    void aBrowserGetsAPage() {
        assertThat(server.get("/jobs;x", "Accept: text/html"))
                .contains("Content-Type: text/html;charset=utf-8\r\n", "<h1>We could not understand that</h1>");
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({"20000, 414", "9000, 200"})
    void aLongAddressIsRefused(int length, int status) {
        assertThat(server.get("/" + "a".repeat(length))).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void tooManyHeadersAreRefused() {
        var headers = "X-Padding: abcdefghijklmnopqrstuvwxyz\r\n".repeat(1000);

        assertThat(server.send("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (var connection = server.connect()) {
            connection.send(
                    "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok"
                            + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 3; i++) assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(seen).containsExactly("GET /1", "POST /2", "GET /3");
    }
}
