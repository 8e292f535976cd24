package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {

    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Doorkeeper door;
    private final int port;

    DoorkeeperTest() throws IOException {
        door = Doorkeeper.open(0, false);
        port = door.port();
    }

    @AfterEach
    void shut() {
        door.close();
    }

    @ParameterizedTest(name = "R10 {0} is answered while nothing else stands")
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1",
                "GET /api/health HTTP/1.1",
                "GET /health?probe=1 HTTP/1.1",
                "GET /health HTTP/1.0"
            })
    void healthIsAnsweredWhileNothingElseStands(String line) {
        assertThat(ask(line + "\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Connection: close\r\n", "Content-Length: 15\r\n")
                .endsWith("\r\n\r\n{\"status\":\"ok\"}");
    }

    @ParameterizedTest(name = "{0} is told to come back")
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET /jobs HTTP/1.1",
                "POST /health HTTP/1.1",
                "get /health HTTP/1.1",
                "GET /health/ HTTP/1.1",
                "GET /healthy HTTP/1.1",
                "GET  /health HTTP/1.1",
                "GET /health HTTP/2.0",
                "GET /health",
                "GET http://a/health HTTP/1.1",
                ""
            })
    void anythingElseIsToldToComeBack(String line) {
        assertThat(ask(line + "\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("Retry-After: 1\r\n", "Connection: close\r\n", "\"code\":\"starting\"")
                .containsPattern("X-Request-Id: [0-9a-z]{12}\r\n")
                .doesNotContain("\"ok\"");
    }

    /// Both say it in their own way; so they are compared line by line.
    @ParameterizedTest(name = "{0} is answered as the server answers it")
    @ValueSource(
            strings = {
                "GET /health",
                "HEAD /health",
                "GET /api/health",
                "GET /jobs",
                "HEAD /jobs",
                "GET /jobs\nAccept: text/html",
                "GET /api/jobs\nAccept: text/html"
            })
    void theServerAnswersTheSame(String request) throws IOException {
        var lines = request.split("\n", 2);
        var bytes = lines[0] + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + (lines.length == 2 ? lines[1] + "\r\n" : "") + "\r\n";
        for (boolean production : new boolean[] {false, true}) {
            try (var keeper = Doorkeeper.open(0, production);
                    var edge = TestServer.open(TestServer.settings(), production)) {
                assertThat(lines(ask(keeper.port(), bytes)))
                        .containsExactlyInAnyOrderElementsOf(lines(edge.send(bytes)));
            }
        }
    }

    @Test
    void aHeadMayComeInPieces() {
        try (var connection = RawConnection.to(port)) {
            for (var piece : HEALTH.split("(?<=\n)|(?=l)", -1)) {
                connection.send(piece);
                assertThat(ask(HEALTH)).contains("\"ok\""); // what was sent before has been read by now
            }
            assertThat(connection.rest()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void nothingBehindTheFirstHeadIsAnswered() {
        assertThat(ask(HEALTH + HEALTH)).containsOnlyOnce("HTTP/1.1 ");
        assertThat(ask("GET / HTTP/1.1\r\nContent-Length: 40\r\n\r\n" + HEALTH))
                .startsWith("HTTP/1.1 503 ")
                .doesNotContain("\"ok\"");
    }

    /// The kernel takes the answer back when the connection is closed with something unread.
    @Test
    void theAnswerReachesWhoIsStillSending() {
        try (var connection = RawConnection.to(port)) {
            connection.send("POST /jobs HTTP/1.1\r\nContent-Length: 400000\r\n\r\n" + "x".repeat(200_000));
            assertThat(ask(HEALTH)).contains("\"ok\"");
            connection.send("x".repeat(200_000));

            assertThat(connection.answer()).startsWith("HTTP/1.1 503 ").endsWith("\"errors\":[]}");
        }
    }

    @ParameterizedTest(name = "{0} and too long a head is told to come back")
    @ValueSource(strings = {"GET /health HTTP/1.1", "GET /"})
    void aHeadThatIsTooLongIsToldToComeBack(String beginning) {
        assertThat(ask(beginning + "\r\nCookie: " + "x".repeat(100_000))).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void aHeadThatNeverEndsHoldsNobodyUpAndIsNotHeldForLong() {
        try (var connection = RawConnection.to(port)) {
            connection.send("GET /health HTTP/1.1\r\n");
            for (int i = 0; i < 20; i++) assertThat(ask(HEALTH)).contains("\"ok\"");

            assertThat(connection.isClosedWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void whoHasSaidNothingIsServedByTheServerBehind() {
        try (var silent = RawConnection.to(port)) {
            assertThat(ask(HEALTH)).contains("\"ok\""); // so whoever came before has been let in
            try (var edge = TestServer.behind(door, TestServer.settings(), false)) {
                edge.serve((_, answer) -> answer.getWriter().print("served"), new OperationsHandler());

                assertThat(silent.get("/").answer()).endsWith("served");
                assertThat(silent.get("/").answer()).endsWith("served");
                assertThat(edge.edge().accepted()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoWasCutShortIsHeardOut() {
        try (var slow = RawConnection.to(port)) {
            slow.send("GET /hea");
            assertThat(ask(HEALTH)).contains("\"ok\"");
            try (var edge = TestServer.behind(door, TestServer.settings(), false)) {
                assertThat(edge.get("/health")).contains("\"ok\"");

                assertThat(slow.send("lth HTTP/1.1\r\n\r\n").rest()).contains("\"ok\"", "Connection: close\r\n");
            }
        }
    }

    @Test
    void whoFindsNoRoomWaitsForTheServer() {
        var crowd =
                IntStream.range(0, 1040).mapToObj(_ -> RawConnection.to(port)).toList();
        var patient = TestServer.settings(Duration.ofMinutes(1), Duration.ofSeconds(10));
        try (var edge = TestServer.behind(door, patient, false)) {
            assertThat(crowd)
                    .allSatisfy(one -> assertThat(one.get("/health").answer()).contains("\"ok\""));
            assertThat(edge.edge().accepted()).isEqualTo(1040);
        } finally {
            crowd.forEach(RawConnection::close);
        }
    }

    @Test
    @DisplayName("R10 R11 whoever asks for health all through the change-over is answered each time")
    void healthIsAnsweredAllThroughTheChangeOver() throws InterruptedException, ExecutionException {
        var isOpen = new CountDownLatch(1);
        try (var opening = Executors.newSingleThreadExecutor()) {
            var edge = opening.submit(() -> {
                try {
                    return TestServer.behind(door, TestServer.settings(), false);
                } finally {
                    isOpen.countDown();
                }
            });
            var answers = Concurrently.run(200, _ -> askUntil(isOpen));
            edge.get().close();

            assertThat(answers)
                    .allSatisfy(own -> assertThat(own).allMatch(answer -> answer.endsWith("{\"status\":\"ok\"}")));
        }
    }

    @Test
    void aPortInUseIsTold() {
        assertThatThrownBy(() -> Doorkeeper.open(port, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Failed to bind to")
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    void thePortIsFreeWhenTheDoorIsShut() throws IOException {
        door.close();

        Doorkeeper.open(port, false).close();
    }

    /// Each on a connection of its own, and once more when the server stands.
    private List<String> askUntil(CountDownLatch end) {
        var answers = new ArrayList<String>();
        while (end.getCount() > 0) answers.add(ask(HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        answers.add(ask(HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        return answers;
    }

    private String ask(String bytes) {
        return ask(port, bytes);
    }

    private static String ask(int port, String bytes) {
        try (var connection = RawConnection.to(port)) {
            return connection.send(bytes).rest();
        }
    }

    private static List<String> lines(String answer) {
        return answer.replaceFirst("Date: [A-Z][^\r]+ GMT", "Date: *")
                .replaceFirst("X-Request-Id: [0-9a-z]{12}", "X-Request-Id: *")
                .replaceFirst("\"request_id\":\"[0-9a-z]{12}\"", "\"request_id\":*")
                .replaceFirst("Request [0-9a-z]{12}", "Request *")
                .lines()
                .toList();
    }
}
