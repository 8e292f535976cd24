package com.hiremebahamas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestEdge;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    @DisplayName("R15 what is in flight is finished, new work refused, and /health answers to the end")
    void whatIsInFlightIsFinished() throws ExecutionException, InterruptedException {
        var release = new CountDownLatch(1);
        try (var edge = TestEdge.serving((_, answer) -> {
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
        try (var edge = TestEdge.serving((_, _) -> new CountDownLatch(1).await());
                var connection = edge.connect()) {
            connection.get("/");
            await().until(() -> edge.edge().inside() == 1);

            assertThat(edge.edge().drain(Duration.ofMillis(100))).isFalse();
        }
    }

    @Test
    @DisplayName("R15 R19 no accepted request is lost by a drain under load")
    void noAcceptedRequestIsLost() throws ExecutionException, InterruptedException {
        var answered = new AtomicInteger();
        try (var edge = TestEdge.serving((_, answer) -> answer.getWriter().print("x".repeat(2000)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var losses = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> lostBy(edge, answered)))
                    .toList();
            await().until(() -> answered.get() > 2000);

            assertThat(edge.edge().drain(LIMIT)).isTrue();

            int lost = 0;
            for (var loss : losses) lost += loss.get();
            assertThat(lost).as("requests that were accepted and not answered").isZero();
        }
    }

    /// Asks on kept and fresh connections until nobody listens any more.
    private static int lostBy(TestEdge edge, AtomicInteger answered) {
        int lost = 0;
        while (true) {
            try (var connection = edge.connect()) {
                lost += lostOn(connection, answered);
            } catch (UncheckedIOException e) {
                return lost; // refused: nothing was accepted
            }
        }
    }

    private static int lostOn(RawConnection connection, AtomicInteger answered) {
        while (true) {
            var answer = connection.get("/").answer();
            if (!answer.startsWith("HTTP/1.1 200 ") && !answer.startsWith("HTTP/1.1 503 ")) return 1;
            if (answer.startsWith("HTTP/1.1 200 ") && !answer.endsWith("x")) return 1;
            answered.incrementAndGet();
            if (answer.contains("Connection: close")) return 0;
        }
    }
}
