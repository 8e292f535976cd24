package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Clients that do not finish sending or reading, many at once: the others do not notice.
class SlowClientsTest {

    private static final int PERMITS = 2;
    private static final String BODY = "a".repeat(BodyBuffer.MAX_BYTES - 1);

    /// More than the kernel's buffers hold when the client does not read.
    private static final int LARGE = 2_000_000;

    private final AtomicInteger madeLarge = new AtomicInteger();
    private final TestServer server = TestServer.serving(
            TestServer.settings(PERMITS, Duration.ofMinutes(5), Duration.ofMinutes(5), new Settings.MaxRequests(0, 0)),
            (request, answer) -> {
                int length = request.getInputStream().readAllBytes().length;
                boolean large = request.getRequestURI().equals("/large");
                answer.getWriter().print(large ? "x".repeat(LARGE) : "got " + length);
                if (large) madeLarge.incrementAndGet();
            });
    private final List<RawConnection> slow = new ArrayList<>();

    @AfterEach
    void close() {
        slow.forEach(RawConnection::close);
        server.close();
    }

    @Test
    @DisplayName("R24 heads that never end make room for others")
    void unfinishedHeadsMakeRoom() {
        var head = "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: " + "a".repeat(12_000);
        for (int i = 0; i < 2000; i++) open(server::connect, head);

        assertEveryoneElseIsServed();
    }

    @Test
    @DisplayName("R24 bodies that lack one byte make room for others")
    void unfinishedBodiesMakeRoom() {
        for (int i = 0; i < 200; i++) open(server::connect, post(BodyBuffer.MAX_BYTES) + BODY);
        var last = new AtomicLong();
        await("all have stalled").until(() -> {
            long bytes = server.http().unfinishedBytes();
            return last.getAndSet(bytes) == bytes && server.http().inFlight() <= 6;
        });

        assertEveryoneElseIsServed();
    }

    @Test
    @DisplayName("R24 requests whose bodies are awaited take no place of those that are processed")
    void awaitedBodiesAreNotProcessed() {
        for (int i = 0; i < 100; i++) open(server::connect, post(2) + "a");
        await().until(() -> server.http().inFlight() == 100);

        assertEveryoneElseIsServed();
        await().until(() -> server.http().inFlight() == 100);
    }

    @Test
    @DisplayName("R24 a response that is not read holds no permit")
    void anUnreadResponseHoldsNoPermit() {
        for (int i = 0; i < 4 * PERMITS; i++) open(server::reluctant, get("/large"));
        await().until(() -> madeLarge.get() == 4 * PERMITS);

        assertEveryoneElseIsServed();
    }

    @Test
    @DisplayName("R24 responses that are not read make room for others")
    void unreadResponsesMakeRoom() {
        for (int i = 1; i <= 60; i++) {
            open(server::reluctant, get("/large"));
            await().pollInterval(Duration.ofMillis(5)).untilAtomic(madeLarge, equalTo(i));
        }

        assertEveryoneElseIsServed();
    }

    @Test
    @DisplayName("R24 a response that is read late arrives whole")
    void aResponseThatIsReadLateArrivesWhole() {
        try (var late = server.reluctant()) {
            late.send(get("/large"));
            await().until(() -> server.http().unfinishedBytes() > 0);

            assertThat(late.answer()).endsWith("x".repeat(LARGE));
        }
        await().until(() -> server.http().unfinishedBytes() == 0);
    }

    @Test
    @DisplayName("R24 the memory of what clients left behind is free again")
    void theMemoryOfWhatClientsLeftBehindIsFreeAgain() {
        open(server::connect, "GET / HTTP/1.1\r\nX-Slow: aaa");
        open(server::connect, post(10) + "a");
        open(server::reluctant, get("/large"));
        await().until(() -> server.http().unfinishedBytes() > LARGE / 2);

        slow.forEach(RawConnection::close);

        await().until(() -> server.http().unfinishedBytes() == 0);
        await().until(() -> server.http().inFlight() == 0);
    }

    @Test
    @DisplayName("R24 a body that is too large is counted until its client is answered")
    void aBodyThatIsTooLargeIsCounted() {
        await().until(() -> {
            open(server::connect, post(2 * BodyBuffer.MAX_BYTES) + "a");
            return server.http().unfinishedBytes() > 0;
        });
        await().until(() -> server.http().unfinishedBytes() == 0);

        assertThat(slow.getFirst().rest()).startsWith("HTTP/1.1 413 ");
    }

    /// As failed sign-ins do, which wait for their time.
    @Test
    @DisplayName("R24 the bodies that one client has processed leave room for those of others")
    void processedBodiesLeaveRoomForOthers() {
        var settings =
                TestServer.settings(100, Duration.ofMinutes(5), Duration.ofMinutes(5), new Settings.MaxRequests(0, 0));
        var end = new CountDownLatch(1);
        var processed = new AtomicInteger();
        try (var busy = TestServer.serving(settings, (request, answer) -> {
            if (request.getRequestURI().equals("/wait")) {
                processed.incrementAndGet();
                awaitUninterrupted(end);
            }
            answer.getWriter().print("fine");
        })) {
            var wait = post(BodyBuffer.MAX_BYTES).replace("POST / ", "POST /wait ") + BODY + "a";
            for (int i = 0; i < 3; i++) open(busy::connect, wait);
            await().untilAtomic(processed, equalTo(3));
            var refused = busy.send(wait);
            var other = busy.send("POST / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n"
                    + "Connection: close\r\nContent-Length: 4\r\n\r\nabcd");

            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("Retry-After");
            assertThat(other).startsWith("HTTP/1.1 200 ");
            end.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertEveryoneElseIsServed() {
        assertThat(server.get("/health")).startsWith("HTTP/1.1 200 ");
        assertThat(server.get("/")).startsWith("HTTP/1.1 200 ");
        assertThat(server.send(
                        post(BodyBuffer.MAX_BYTES).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n") + BODY + "a"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("got " + BodyBuffer.MAX_BYTES);
        try (var late = server.connect()) {
            late.send(post(3) + "a").send("b");
            assertThat(server.get("/")).startsWith("HTTP/1.1 200 ");
            assertThat(late.send("c").answer()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(server.http().unfinishedBytes()).isLessThanOrEqualTo(JettyServer.MAX_UNFINISHED.total());
    }

    /// The server may close it while it still sends.
    private void open(Supplier<RawConnection> connect, String bytes) {
        var connection = connect.get();
        slow.add(connection);
        try {
            connection.send(bytes);
        } catch (UncheckedIOException e) {
            // closed to make room
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String post(int length) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
