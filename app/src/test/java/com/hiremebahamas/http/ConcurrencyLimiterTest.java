package com.hiremebahamas.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.operations.OperationsHandler;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many requests are admitted and processed at once, how long each may take, and how long a connection
/// lasts.
class ConcurrencyLimiterTest {

    private static final Settings.MaxRequests FOR_EVER = new Settings.MaxRequests(0, 0);

    /// Neither ends during a test.
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(1);

    @Test
    @DisplayName("R16 R17 two requests are processed, ten wait, and the thirteenth is rejected at once")
    void twoAreProcessedTenWaitAndTheThirteenthIsRejectedAtOnce() {
        var release = new CountDownLatch(1);
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var settings = TestServer.settings(2, KEEP_ALIVE, REQUEST_TIMEOUT, FOR_EVER);
        try (var server = TestServer.serving(settings, (_, answer) -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            release.await();
            together.decrementAndGet();
            answer.getWriter().print("done");
        })) {
            var admitted = connections(server, 12);
            admitted.forEach(connection -> connection.get("/"));
            await().until(() -> server.http().inFlight() == 12);

            assertThat(server.get("/")).startsWith("HTTP/1.1 503 ").contains("Retry-After: ", "\"code\":\"busy\"");

            release.countDown();
            assertThat(admitted)
                    .allSatisfy(connection -> assertThat(connection.answer()).startsWith("HTTP/1.1 200 "));
            assertThat(most).hasValue(2);
            admitted.forEach(RawConnection::close);
        }
    }

    @Test
    @DisplayName("R16 a client that pipelines requests keeps no permit")
    void aClientThatPipelinesRequestsKeepsNoPermit() throws InterruptedException {
        var looking = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var settings = TestServer.settings(1, KEEP_ALIVE, REQUEST_TIMEOUT, FOR_EVER);
        var cache = new FixedCache(
                target -> {
                    if (target.equals("/next")) {
                        looking.countDown();
                        // The selector's thread holds no permit, and a blocked one would answer nobody.
                        if (Thread.currentThread().isVirtual()) awaitQuietly(release);
                    }
                    return null;
                },
                _ -> null);
        try (var server = TestServer.serving(
                        settings, (_, answer) -> answer.getWriter().print("done"), cache);
                var eager = server.connect()) {
            eager.send("GET /work HTTP/1.1\r\nHost: localhost\r\n\r\nGET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
            looking.await();

            assertThat(server.get("/work")).startsWith("HTTP/1.1 200 ");
            release.countDown();
        }
    }

    @Test
    @DisplayName("R16 a busy server sends a recent response, and rejects the request where it has none")
    void aBusyServerSendsARecentResponse() {
        var release = new CountDownLatch(1);
        var recent = new CachedResponse(200, Map.of(), new EncodedBody("recent".getBytes(UTF_8)), "/jobs");
        var settings = TestServer.settings(1, KEEP_ALIVE, REQUEST_TIMEOUT, FOR_EVER);
        var cache = new FixedCache(_ -> null, target -> target.equals("/jobs") ? recent : null);
        try (var server = TestServer.serving(settings, (_, _) -> release.await(), cache)) {
            assertThat(server.http().inFlight()).isZero();
            var admitted = connections(server, 6);
            admitted.forEach(connection -> connection.get("/jobs"));
            await().until(() -> server.http().inFlight() == 6);

            assertThat(server.get("/jobs")).startsWith("HTTP/1.1 200 ").endsWith("recent");
            assertThat(server.get("/other")).startsWith("HTTP/1.1 503 ");
            assertThat(server.send("POST /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
            release.countDown();
            admitted.forEach(RawConnection::close);
        }
    }

    /// The fresh and the recent response of each target.
    private record FixedCache(
            Function<String, @Nullable CachedResponse> fresh, Function<String, @Nullable CachedResponse> recent)
            implements ResponseCache {

        @Override
        public @Nullable CachedResponse find(String target, Function<String, @Nullable String> headers) {
            return fresh.apply(target);
        }

        @Override
        public @Nullable CachedResponse findRecent(String target, Function<String, @Nullable String> headers) {
            return recent.apply(target);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<RawConnection> connections(TestServer server, int count) {
        return IntStream.range(0, count).mapToObj(_ -> server.connect()).toList();
    }

    @Test
    @DisplayName("R16 a request past its limit is answered 503, its connection closed and its thread interrupted")
    void aRequestPastItsLimitIsAnsweredInTheApplicationsPlace() {
        var interrupted = new CountDownLatch(1);
        var settings = TestServer.settings(KEEP_ALIVE, Duration.ofSeconds(1));
        try (var server = TestServer.serving(settings, (_, answer) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            answer.getWriter().print("too late");
        })) {
            try (var connection = server.connect()) {
                assertThat(connection.get("/").rest())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Connection: close\r\n", "\"code\":\"too_slow\"", "X-Request-Id: ")
                        .contains("Content-Security-Policy: ")
                        .doesNotContain("too late");
            }
            await().until(() -> interrupted.getCount() == 0);
            await().until(() -> server.http().inFlight() == 0);
        }
    }

    @Test
    @DisplayName("R16 the application has the rest of the request's time")
    void theApplicationHasTheRestOfTheRequestsTime() {
        var left = new AtomicReference<>(Duration.ZERO);
        var settings = TestServer.settings(KEEP_ALIVE, Duration.ofSeconds(7));
        try (var server = TestServer.serving(settings, (_, _) -> left.set(Deadline.left(Duration.ofHours(1))))) {
            server.get("/");
        }
        assertThat(left.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("R16 an idle connection is closed")
    void anIdleConnectionIsClosed() {
        var settings = TestServer.settings(Duration.ofMillis(100), REQUEST_TIMEOUT);
        try (var server = TestServer.serving(settings, (_, _) -> {});
                var idle = server.connect()) {
            assertThat(idle.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("R16 the idle timeout is 30 s while a request waits or is processed, and then the keep-alive again")
    void aWaitingOrProcessedRequestIsNotIdle() throws InterruptedException {
        var settings = TestServer.settings(1, KEEP_ALIVE, REQUEST_TIMEOUT, FOR_EVER);
        var endPoints = new LinkedBlockingQueue<EndPoint>();
        var release = new CountDownLatch(1);
        try (var server = TestServer.starting(settings, false);
                var processed = server.connect();
                var waiting = server.connect()) {
            server.start(
                    (_, _) -> release.await(),
                    new OperationsHandler(),
                    (request, _) -> endPoints.add(TestServer.endPoint(request)));
            processed.get("/");
            waiting.get("/");
            var both = List.of(endPoints.take(), endPoints.take());

            assertThat(both).extracting(EndPoint::getIdleTimeout).containsOnly(30_000L);

            release.countDown();
            await().untilAsserted(() ->
                    assertThat(both).extracting(EndPoint::getIdleTimeout).containsOnly(KEEP_ALIVE.toMillis()));
        }
    }

    @Test
    @DisplayName("R16 a connection is closed after its number of requests")
    void aConnectionIsClosedAfterItsNumberOfRequests() {
        var settings = TestServer.settings(200, KEEP_ALIVE, REQUEST_TIMEOUT, new Settings.MaxRequests(3, 0));
        try (var server = TestServer.serving(
                        settings, (_, answer) -> answer.getWriter().print("done"));
                var connection = server.connect()) {
            var answers = new ArrayList<String>();
            for (int i = 0; i < 3; i++) answers.add(connection.get("/").answer());

            assertThat(answers.subList(0, 2)).noneMatch(answer -> answer.contains("Connection: close"));
            assertThat(answers.getLast()).contains("Connection: close\r\n");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("R16 a connection whose header never ends is closed")
    void aConnectionWhoseHeaderNeverEndsIsClosed() {
        try (var server = TestServer.serving(TestServer.settings(KEEP_ALIVE, Duration.ofSeconds(1)), (_, _) -> {});
                var connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");

            assertThat(connection.rest()).isEmpty();
        }
    }
}
