package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to requests between the open port and the ready application.
class StartupQueueTest {

    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String JOBS = "GET /jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @ParameterizedTest(name = "R23 {0} waits for the application")
    @ValueSource(
            strings = {
                "GET /jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nabcd"
            })
    void aRequestWaitsForTheApplication(String request) {
        try (var server = TestServer.starting();
                var early = server.connect()) {
            early.send(request);
            assertThat(server.get("/health")).contains("\"ok\""); // so the early request has arrived
            server.start((_, answer) -> answer.getWriter().print("served"));

            assertThat(early.rest()).startsWith("HTTP/1.1 200 ").endsWith("served");
        }
    }

    @Test
    @DisplayName("R23 requests that arrive while the server starts, and before, are all served")
    void noRequestIsRejectedWhileTheServerStarts() throws IOException {
        var channel = HttpServer.bind(0);
        var early = connections(channel.socket().getLocalPort(), 100);
        early.forEach(connection -> connection.send(JOBS));
        try (var server = HttpServer.open(channel, TestServer.settings(), false)) {
            var later = connections(server.port(), 100);
            later.forEach(connection -> connection.send(JOBS));
            server.start(new Application(
                    new TestServer.Servlet((_, answer) -> answer.getWriter().print("served")),
                    new OperationsHandler(),
                    TestServer.NO_CACHE,
                    (_, _) -> {}));

            assertThat(early).allSatisfy(one -> assertThat(one.rest()).endsWith("served"));
            assertThat(later).allSatisfy(one -> assertThat(one.rest()).endsWith("served"));
        } finally {
            early.forEach(RawConnection::close);
        }
    }

    @Test
    @DisplayName("R23 a request whose application is not ready in time is 503 with Retry-After")
    void aRequestIsRejectedWhenTheApplicationIsNotReadyInTime() throws IOException {
        try (var server = HttpServer.open(HttpServer.bind(0), TestServer.settings(), false, Duration.ofMillis(1));
                var connection = RawConnection.to(server.port())) {
            assertThat(connection.send(JOBS).rest())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n", "\"code\":\"starting\"");
        }
    }

    @Test
    void aBrowserGetsAButtonToTryAgain() throws IOException {
        try (var server = HttpServer.open(HttpServer.bind(0), TestServer.settings(), false, Duration.ofMillis(1));
                var connection = RawConnection.to(server.port())) {
            assertThat(connection
                            .send(JOBS.replace("Connection", "Accept: text/html\r\nConnection"))
                            .rest())
                    .contains("<h1>We cannot do that right now</h1>", "<a href=\"\" role=\"button\">Try again</a>");
        }
    }

    /// A link would open the address of the form, which is often no page.
    @Test
    void aFormThatIsNotTakenHasNoLinkThatCannotWork() throws IOException {
        try (var server = HttpServer.open(HttpServer.bind(0), TestServer.settings(), false, Duration.ofMillis(1));
                var connection = RawConnection.to(server.port())) {
            var form = JOBS.replace("GET /jobs", "POST /sign-out")
                    .replace("Connection", "Accept: text/html\r\nContent-Length: 0\r\nConnection");

            assertThat(connection.send(form).rest())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Nothing was saved. Go back to the page before, and send it again in a moment.")
                    .doesNotContain("Try again</a>");
        }
    }

    @Test
    @DisplayName("R23 at most 1,000 requests wait; the next is rejected at once")
    void theQueueIsBounded() {
        var queue = new StartupQueue(Duration.ofMinutes(5));
        var rejected = new AtomicInteger();
        for (int i = 0; i < 1000; i++) queue.await(_ -> rejected.incrementAndGet());
        assertThat(rejected).hasValue(0);

        queue.await(application -> rejected.addAndGet(application == null ? 1 : 0));
        assertThat(rejected).hasValue(1);
    }

    @Test
    @DisplayName("R23 a request that times out frees its place in the queue")
    void aRequestThatTimesOutFreesItsPlace() throws InterruptedException {
        var queue = new StartupQueue(Duration.ofMillis(1));
        var left = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) queue.await(_ -> left.countDown());
        left.await();

        var caller = Thread.currentThread();
        var thread = new CompletableFuture<Thread>();
        queue.await(_ -> thread.complete(Thread.currentThread()));

        assertThat(thread.join())
                .as("a full queue rejects on the caller's thread")
                .isNotEqualTo(caller);
    }

    @Test
    @DisplayName("R10 R11 /health is answered all through the start")
    void healthIsAnsweredAllThroughTheStart() throws InterruptedException, ExecutionException {
        var isServing = new CountDownLatch(1);
        try (var server = TestServer.starting();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> requestUntil(isServing, server)))
                    .toList();
            server.start((_, answer) -> answer.getWriter().print("served"));
            isServing.countDown();

            for (var own : answers) {
                assertThat(own.get()).isNotEmpty().allMatch(answer -> answer.endsWith("{\"status\":\"ok\"}"));
            }
        }
    }

    @Test
    @DisplayName("R13 a port in use is reported with its number")
    void aPortInUseIsReported() throws IOException {
        try (var taken = HttpServer.bind(0)) {
            int port = taken.socket().getLocalPort();

            assertThatThrownBy(() -> HttpServer.bind(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Failed to bind to")
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    /// A channel that is still registered with a selector is closed only at the selector's next select.
    @Test
    void thePortIsFreeAgainAsSoonAsTheServerIsClosed() throws IOException {
        var channel = HttpServer.bind(0);
        int port = channel.socket().getLocalPort();
        HttpServer.open(channel, TestServer.settings(), false).close();
        for (int i = 0; i < 20; i++) {
            HttpServer.open(HttpServer.bind(port), TestServer.settings(), false).close();
        }
    }

    private static List<String> requestUntil(CountDownLatch end, TestServer server) {
        var answers = new ArrayList<String>();
        do {
            answers.add(server.send(HEALTH));
        } while (end.getCount() > 0);
        return answers;
    }

    private static List<RawConnection> connections(int port, int count) {
        return IntStream.range(0, count).mapToObj(_ -> RawConnection.to(port)).toList();
    }
}
