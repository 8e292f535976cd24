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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    @DisplayName("R15 admitted requests are completed, new ones rejected, and /health answers to the end")
    void admittedRequestsAreCompleted() throws ExecutionException, InterruptedException {
        var release = new CountDownLatch(1);
        try (var server = TestServer.serving((_, answer) -> {
                    release.await();
                    answer.getWriter().print("finished");
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var inFlight = server.connect();
                var known = server.connect();
                var probe = server.connect()) {
            inFlight.get("/");
            assertThat(probe.get("/health").answer()).contains("ok").doesNotContain("Connection: close");
            await().until(() -> server.http().inFlight() == 1);

            var drained = threads.submit(() -> server.http().drain(LIMIT));
            await().until(() -> server.http().isDraining());

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
    @DisplayName("R15 a request that does not end delays the drain up to the limit")
    void aRequestThatDoesNotEndDelaysTheDrainUpToTheLimit() {
        try (var server = TestServer.serving((_, _) -> new CountDownLatch(1).await());
                var connection = server.connect()) {
            connection.get("/");
            await().until(() -> server.http().inFlight() == 1);

            assertThat(server.http().drain(Duration.ofMillis(100))).isFalse();
        }
    }

    /// A connection still in the kernel's queue when the listener closed was never accepted: so the
    /// connections that got a response are compared with those that the server accepted. The clients have
    /// threads of their own, or they would take the scheduler of virtual threads from the requests they wait
    /// for. The server's keep-alive is long, or a connection whose client a busy machine does not run for so
    /// long would be closed, which looks like a lost request.
    @Test
    @DisplayName("R15 R19 no accepted request is lost by a drain under load")
    void noAcceptedRequestIsLost() throws ExecutionException, InterruptedException {
        var clients = new Clients();
        // The server is closed first: its clients run until its port is closed.
        try (var threads = Executors.newCachedThreadPool();
                var server =
                        TestServer.serving((_, answer) -> answer.getWriter().print("x".repeat(2000)))) {
            var ended = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> clients.requestUntilThePortIsClosed(server)))
                    .toList();
            await().until(() -> clients.answers.get() > 2000);

            assertThat(server.http().drain(LIMIT)).isTrue();

            for (var end : ended) end.get();
            assertThat(clients.lost)
                    .as("requests on connections that had a response before")
                    .hasValue(0);
            assertThat(clients.connections)
                    .as("connections that got a response")
                    .hasValue(server.http().accepted());
        }
    }

    private static final class Clients {
        private final AtomicLong answers = new AtomicLong();
        private final AtomicLong connections = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();

        void requestUntilThePortIsClosed(TestServer server) {
            while (true) {
                try (var connection = connect(server)) {
                    if (connection == null || !requestUntilItCloses(connection)) return;
                }
            }
        }

        /// Null when the port is closed.
        private static @Nullable RawConnection connect(TestServer server) {
            try {
                return server.connect();
            } catch (UncheckedIOException e) {
                return null;
            }
        }

        /// False when not even the first response arrived.
        private boolean requestUntilItCloses(RawConnection connection) {
            for (int sent = 0; ; sent++) {
                var answer = answer(connection);
                if (!isComplete(answer)) {
                    if (sent > 0) lost.incrementAndGet();
                    return sent > 0;
                }
                if (sent == 0) connections.incrementAndGet();
                answers.incrementAndGet();
                if (answer.contains("Connection: close")) return true;
            }
        }

        /// Incomplete when the connection is closed or reset before its end.
        private static String answer(RawConnection connection) {
            try {
                return connection.get("/").answer();
            } catch (UncheckedIOException e) {
                return "";
            }
        }

        private static boolean isComplete(String answer) {
            return answer.startsWith("HTTP/1.1 503 ") || (answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("x"));
        }
    }
}
