package com.hiremebahamas.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many may be inside, how long they may stay, and how long a connection lasts.
class ConcurrencyLimiterTest {

    private static final Settings.Lifespan FOR_EVER = new Settings.Lifespan(0, 0);

    @Test
    @DisplayName("R16 before there is an application its pages are 503 with Retry-After")
    void beforeThereIsAnApplicationItsPagesAreUnavailable() {
        try (var edge = TestServer.empty()) {
            assertThat(edge.get("/jobs"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n", "\"code\":\"starting\"");
        }
    }

    @Test
    @DisplayName("R16 R17 two work, ten wait, and the thirteenth is refused at once")
    void twoWorkTenWaitAndTheThirteenthIsRefusedAtOnce() {
        var release = new CountDownLatch(1);
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var settings = TestServer.settings(2, Duration.ofSeconds(5), Duration.ofSeconds(30), FOR_EVER);
        try (var edge = TestServer.serving(settings, (_, answer) -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            release.await();
            together.decrementAndGet();
            answer.getWriter().print("done");
        })) {
            var inside = connections(edge, 12);
            inside.forEach(connection -> connection.get("/"));
            await().until(() -> edge.edge().inside() == 12);

            assertThat(edge.get("/")).startsWith("HTTP/1.1 503 ").contains("Retry-After: ", "\"code\":\"busy\"");

            release.countDown();
            assertThat(inside)
                    .allSatisfy(connection -> assertThat(connection.answer()).startsWith("HTTP/1.1 200 "));
            assertThat(most).hasValue(2);
            inside.forEach(RawConnection::close);
        }
    }

    @Test
    @DisplayName("R16 whoever sends the next request at once keeps no turn")
    void whoeverSendsTheNextRequestAtOnceKeepsNoTurn() throws InterruptedException {
        var looking = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var settings = TestServer.settings(1, Duration.ofSeconds(5), Duration.ofSeconds(5), FOR_EVER);
        try (var edge = TestServer.serving(
                        settings, (_, answer) -> answer.getWriter().print("done"));
                var eager = edge.connect()) {
            edge.edge()
                    .recall(new Remembering(
                            address -> {
                                if (address.equals("/next")) {
                                    looking.countDown();
                                    awaitQuietly(release);
                                }
                                return null;
                            },
                            _ -> null));

            eager.send("GET /work HTTP/1.1\r\nHost: localhost\r\n\r\nGET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
            looking.await();

            assertThat(edge.get("/work")).startsWith("HTTP/1.1 200 ");
            release.countDown();
        }
    }

    @Test
    @DisplayName("R16 whoever finds no room is shown what was answered lately, and is refused where there is nothing")
    void whoeverFindsNoRoomIsShownWhatWasAnsweredLately() {
        var release = new CountDownLatch(1);
        var recent = new CachedResponse(200, Map.of(), new EncodedBody("lately".getBytes(UTF_8)), "/jobs");
        var settings = TestServer.settings(1, Duration.ofSeconds(5), Duration.ofSeconds(30), FOR_EVER);
        try (var edge = TestServer.serving(settings, (_, _) -> release.await())) {
            edge.edge().recall(new Remembering(_ -> null, address -> address.equals("/jobs") ? recent : null));
            assertThat(edge.edge().inside()).isZero();
            var inside = connections(edge, 6);
            inside.forEach(connection -> connection.get("/jobs"));
            await().until(() -> edge.edge().inside() == 6);

            assertThat(edge.get("/jobs")).startsWith("HTTP/1.1 200 ").endsWith("lately");
            assertThat(edge.get("/other")).startsWith("HTTP/1.1 503 ");
            assertThat(edge.send("POST /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
            release.countDown();
            inside.forEach(RawConnection::close);
        }
    }

    /// What stands ready at an address, and what was answered there lately.
    private record Remembering(
            Function<String, @Nullable CachedResponse> ready, Function<String, @Nullable CachedResponse> lately)
            implements ResponseCache {

        @Override
        public @Nullable CachedResponse find(String address, Function<String, @Nullable String> headers) {
            return ready.apply(address);
        }

        @Override
        public @Nullable CachedResponse recent(String address, Function<String, @Nullable String> headers) {
            return lately.apply(address);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<RawConnection> connections(TestServer edge, int count) {
        return IntStream.range(0, count).mapToObj(_ -> edge.connect()).toList();
    }

    @Test
    @DisplayName("R16 a request past its limit is answered 503, its connection closed and its thread interrupted")
    void aRequestPastItsLimitIsAnsweredInTheApplicationsPlace() {
        var interrupted = new CountDownLatch(1);
        var settings = TestServer.settings(Duration.ofSeconds(5), Duration.ofSeconds(1));
        try (var edge = TestServer.serving(settings, (_, answer) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            answer.getWriter().print("too late");
        })) {
            try (var connection = edge.connect()) {
                assertThat(connection.get("/").rest())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Connection: close\r\n", "\"code\":\"too_slow\"", "X-Request-Id: ")
                        .contains("Content-Security-Policy: ")
                        .doesNotContain("too late");
            }
            await().until(() -> interrupted.getCount() == 0);
            await().until(() -> edge.edge().inside() == 0);
        }
    }

    @Test
    @DisplayName("R16 the application is given what is left of the request's time")
    void theApplicationIsGivenWhatIsLeftOfTheTime() {
        var left = new AtomicReference<>(Duration.ZERO);
        var settings = TestServer.settings(Duration.ofSeconds(5), Duration.ofSeconds(7));
        try (var edge = TestServer.serving(settings, (_, _) -> left.set(Deadline.left(Duration.ofHours(1))))) {
            edge.get("/");
        }
        assertThat(left.get()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("R16 an idle connection is closed; one that waits for its turn or is worked for is not")
    void workAndWaitingAreNotIdleness() {
        var settings = TestServer.settings(1, Duration.ofMillis(300), Duration.ofSeconds(10), FOR_EVER);
        var release = new CountDownLatch(1);
        try (var edge = TestServer.serving(settings, (_, answer) -> {
                    release.await(1, TimeUnit.SECONDS);
                    answer.getWriter().print("done");
                });
                var working = edge.connect();
                var waiting = edge.connect()) {
            working.get("/");
            waiting.get("/");

            assertThat(working.answer()).endsWith("done");
            assertThat(waiting.answer()).endsWith("done");
            assertThat(waiting.isClosedWithin(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    @DisplayName("R16 a connection is closed after its number of requests")
    void aConnectionIsClosedAfterItsNumberOfRequests() {
        var settings =
                TestServer.settings(200, Duration.ofSeconds(5), Duration.ofSeconds(10), new Settings.Lifespan(3, 0));
        try (var edge = TestServer.serving(
                        settings, (_, answer) -> answer.getWriter().print("done"));
                var connection = edge.connect()) {
            var answers = new ArrayList<String>();
            for (int i = 0; i < 3; i++) answers.add(connection.get("/").answer());

            assertThat(answers.subList(0, 2)).noneMatch(answer -> answer.contains("Connection: close"));
            assertThat(answers.getLast()).contains("Connection: close\r\n");
            assertThat(connection.isClosedWithin(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    @DisplayName("R16 a head that trickles in is not waited for")
    void aHeadThatTricklesInIsNotWaitedFor() {
        try (var edge = TestServer.serving(
                        TestServer.settings(Duration.ofMinutes(1), Duration.ofSeconds(1)), (_, _) -> {});
                var connection = edge.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");

            assertThat(connection.isClosedWithin(Duration.ofSeconds(10))).isTrue();
        }
    }
}
