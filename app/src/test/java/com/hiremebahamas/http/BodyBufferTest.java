package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.testing.TestServer;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBufferTest {

    private final AtomicInteger reached = new AtomicInteger();
    private final TestServer server = TestServer.serving((request, answer) -> {
        reached.incrementAndGet();
        answer.getWriter().print(request.getInputStream().readAllBytes().length);
    });

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBodyOfTheLargestSizeArrivesWhole() {
        try (var connection = server.connect()) {
            connection.send(post("Content-Length: " + BodyBuffer.MAX_BYTES) + "a".repeat(BodyBuffer.MAX_BYTES));

            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + BodyBuffer.MAX_BYTES);
        }
    }

    @Test
    void chunksArriveAsOneBody() {
        try (var connection = server.connect()) {
            connection
                    .send(post("Transfer-Encoding: chunked") + "4\r\nabcd\r\n")
                    .send("3\r\nefg\r\n0\r\n\r\n");

            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n7");
        }
    }

    @Test
    void anAnnouncedBodyThatIsTooLargeIsRejectedUnread() {
        assertThat(server.send(post("Content-Length: " + (BodyBuffer.MAX_BYTES + 1))))
                .startsWith("HTTP/1.1 413 ");
        assertThat(reached).hasValue(0);
    }

    /// Closed with bytes unread, the connection would be reset, and the response lost.
    @Test
    void aClientThatSendsTooMuchSeesWhyItIsRejected() {
        var body = "a".repeat(3 * BodyBuffer.MAX_BYTES);
        for (int i = 0; i < 20; i++) {
            try (var connection = server.connect()) {
                connection.send(post("Content-Length: " + body.length()) + body);

                assertThat(connection.rest()).startsWith("HTTP/1.1 413 ");
            }
        }
    }

    @Test
    void chunksThatAddUpToTooMuchAreRejected() {
        var chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        try (var connection = server.connect()) {
            connection.send(post("Transfer-Encoding: chunked") + chunk.repeat(5));

            assertThat(connection.rest()).startsWith("HTTP/1.1 413 ").contains("Connection: close\r\n");
        }
        assertThat(reached).hasValue(0);
    }

    @Test
    void aCompressedBodyIsRejected() {
        assertThat(server.send(post("Content-Encoding: gzip\r\nContent-Length: 4") + "abcd"))
                .startsWith("HTTP/1.1 415 ");
        assertThat(reached).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"identity", "identity\"", "identity, gzip", "gzip\r\nContent-Encoding: identity"})
    void anEncodingThatIsNotUnderstoodIsRejected(String encoding) {
        assertThat(server.send(post("Content-Encoding: " + encoding + "\r\nContent-Length: 4") + "abcd"))
                .startsWith("HTTP/1.1 415 ");
        assertThat(reached).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "identity, identity", "", ","})
    void noEncodingIsFine(String encoding) {
        assertThat(server.send(
                        post("Connection: close\r\nContent-Encoding: " + encoding + "\r\nContent-Length: 4") + "abcd"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    @DisplayName("R16 a body that does not come in time is rejected before the application runs")
    void aBodyThatDoesNotArriveIsRejected() {
        var settings = TestServer.settings(Duration.ofMinutes(5), Duration.ofSeconds(2));
        try (var hasty = TestServer.serving(settings, (_, _) -> reached.incrementAndGet())) {
            assertThat(hasty.send(post("Content-Length: 4") + "ab"))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Connection: close\r\n");
        }
        assertThat(reached).hasValue(0);
    }

    @Test
    @DisplayName("R16 a body may pause for 30 s, whatever the keep-alive is")
    void aBodyMayPauseForThirtySeconds() throws InterruptedException {
        var endPoints = new LinkedBlockingQueue<EndPoint>();
        try (var starting = TestServer.starting();
                var connection = starting.connect()) {
            starting.start(
                    (request, answer) ->
                            answer.getWriter().print(request.getInputStream().readAllBytes().length),
                    new OperationsHandler(),
                    (request, _) -> endPoints.add(TestServer.endPoint(request)));
            connection.send(post("Content-Length: 4") + "ab");

            assertThat(endPoints.take().getIdleTimeout()).isEqualTo(30_000);
            connection.send("cd");
            assertThat(connection.answer()).endsWith("\r\n\r\n4");
        }
    }

    @Test
    void aClientThatExpects100ContinueGetsIt() {
        try (var connection = server.connect()) {
            connection.send(post("Expect: 100-continue\r\nContent-Length: 4"));
            assertThat(connection.answer()).startsWith("HTTP/1.1 100 ");

            connection.send("abcd");
            assertThat(connection.answer()).endsWith("\r\n\r\n4");
        }
    }

    /// Without the release the fourth body of the largest size would be rejected for good.
    @Test
    void theMemoryOfABodyIsReleasedWithItsRequest() {
        var body = "a".repeat(BodyBuffer.MAX_BYTES);
        try (var connection = server.connect()) {
            for (int i = 0; i < 40; i++) {
                connection.send(post("Content-Length: " + BodyBuffer.MAX_BYTES) + body);

                assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void theApplicationFindsTheBytesInTheRequestsAttribute() {
        try (var reading = TestServer.serving((request, answer) ->
                        answer.getWriter().print(((byte[]) request.getAttribute(BodyBuffer.ATTRIBUTE)).length));
                var connection = reading.connect()) {
            connection.send(post("Content-Length: 4") + "abcd");

            assertThat(connection.answer()).endsWith("\r\n\r\n4");
        }
    }

    private static String post(String headers) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n";
    }
}
