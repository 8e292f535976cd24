package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    @DisplayName("R15 what is in flight is finished, new work refused, and /health answers to the end")
    void whatIsInFlightIsFinished() throws ExecutionException, InterruptedException {
        var release = new CountDownLatch(1);
        try (var edge = TestServer.serving((_, answer) -> {
                    release.await();
                    answer.getWriter().print("finished");
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var inFlight = edge.connect();
                var known = edge.connect();
                var probe = edge.connect()) {
            inFlight.get("/");
            assertThat(probe.get("/health").answer()).contains("ok").doesNotContain("Connection: close");
            await().until(() -> edge.edge().inside() == 1);

            var drained = threads.submit(() -> edge.edge().drain(LIMIT));
            await().until(() -> edge.edge().isDraining());

            assertThat(known.get("/").rest())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: ", "Connection: close\r\n", "\"code\":\"stopping\"");
            assertThat(probe.get("/health").rest()).contains("\"ok\"", "Connection: close\r\n");
            assertThat(drained.isDone()).isFalse();

            release.countDown();
            assertThat(inFlight.rest()).endsWith("finished").contains("Connection: close\r\n");
            assertThat(drained.get()).isTrue();
        }
    }

    @Test
    @DisplayName("R15 a request that does not end is not waited for beyond the limit")
    void aRequestThatDoesNotEndIsNotWaitedForBeyondTheLimit() {
        try (var edge = TestServer.serving((_, _) -> new CountDownLatch(1).await());
                var connection = edge.connect()) {
            connection.get("/");
            await().until(() -> edge.edge().inside() == 1);

            assertThat(edge.edge().drain(Duration.ofMillis(100))).isFalse();
        }
    }

    /// A connection that was still waiting in the kernel when the listener closed was never accepted: so those that
    /// got an answer are held against those the server says it took. The clients have threads of their own, or they
    /// would take the scheduler of virtual threads from the requests they wait for.
    @Test
    @DisplayName("R15 R19 no accepted request is lost by a drain under load")
    void noAcceptedRequestIsLost() throws ExecutionException, InterruptedException {
        var clients = new Clients();
        try (var edge = TestServer.serving((_, answer) -> answer.getWriter().print("x".repeat(2000)));
                var threads = Executors.newCachedThreadPool()) {
            var ended = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> clients.askUntilNobodyListens(edge)))
                    .toList();
            await().until(() -> clients.answers.get() > 2000);

            assertThat(edge.edge().drain(LIMIT)).isTrue();

            for (var end : ended) end.get();
            assertThat(clients.lost)
                    .as("requests on connections that had an answer before")
                    .hasValue(0);
            assertThat(clients.connections)
                    .as("connections that got an answer")
                    .hasValue(edge.edge().accepted());
        }
    }

    private static final class Clients {
        private final AtomicLong answers = new AtomicLong();
        private final AtomicLong connections = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();

        void askUntilNobodyListens(TestServer edge) {
            boolean isHeard = true;
            while (isHeard) {
                try (var connection = edge.connect()) {
                    isHeard = askUntilItCloses(connection);
                } catch (UncheckedIOException e) {
                    isHeard = false; // refused: nobody listens
                }
            }
        }

        /// False when not even the first answer came.
        private boolean askUntilItCloses(RawConnection connection) {
            for (int asked = 0; ; asked++) {
                var answer = connection.get("/").answer();
                if (!isWhole(answer)) {
                    if (asked > 0) lost.incrementAndGet();
                    return asked > 0;
                }
                if (asked == 0) connections.incrementAndGet();
                answers.incrementAndGet();
                if (answer.contains("Connection: close")) return true;
            }
        }

        private static boolean isWhole(String answer) {
            return answer.startsWith("HTTP/1.1 503 ") || (answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("x"));
        }
    }
}
