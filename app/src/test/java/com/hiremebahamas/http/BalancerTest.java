package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestNginx;
import com.hiremebahamas.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A balancer that keeps its connections to the server.
class BalancerTest {

    private static final int CLIENTS = 16;

    /// `-Dbalancer.requests=100000` for long.
    private static final int REQUESTS = Integer.getInteger("balancer.requests", 4000);

    /// A request into a connection that the server is closing would be lost, and its client get 502. So the
    /// server announces the last response of each, and keeps idle ones for longer than the balancer.
    @Test
    void losesNoRequestToAConnectionThatCloses() throws Exception {
        var settings = TestServer.settings(
                200, Duration.ofSeconds(120), Duration.ofSeconds(30), new Settings.MaxRequests(REQUESTS / 100, 10));
        Queue<String> others = new ConcurrentLinkedQueue<>();
        try (var server = TestServer.serving(
                        settings, (_, answer) -> answer.getWriter().print("fine"));
                var nginx =
                        TestNginx.balancing("http://127.0.0.1:" + server.http().port())) {
            int port = URI.create(nginx.origin()).getPort();
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) clients.execute(() -> send(port, others));
            }

            assertThat(others).isEmpty();
            assertThat(server.http().accepted()).isBetween(50L, (long) REQUESTS / 2);
        }
    }

    /// By turns a request that may be repeated and one that may not.
    private static void send(int port, Queue<String> others) {
        try (var connection = RawConnection.to(port)) {
            for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                var method = i % 2 == 0 ? "GET / HTTP/1.1\r\n" : "POST / HTTP/1.1\r\nContent-Length: 2\r\n";
                var answer = connection
                        .send(method + "Host: localhost\r\n\r\n" + (i % 2 == 0 ? "" : "ok"))
                        .answer();
                if (!answer.startsWith("HTTP/1.1 200 ")) others.add(answer);
            }
        }
    }
}
