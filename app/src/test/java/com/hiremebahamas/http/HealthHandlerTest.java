package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.testing.TestServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthHandlerTest {

    @ParameterizedTest(name = "R10 GET {0}")
    @ValueSource(strings = {"/health", "/api/health", "/health?probe=1"})
    void healthIsAnsweredBeforeThereIsAnApplication(String path) {
        try (var server = TestServer.starting()) {
            assertThat(server.get(path))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Content-Type: application/json\r\n", "Cache-Control: private, no-store\r\n")
                    .endsWith("\r\n\r\n{\"status\":\"ok\"}");
        }
    }

    @Test
    @DisplayName("R10 HEAD /health has the same head and no body")
    void headHasNoBody() {
        try (var server = TestServer.starting()) {
            assertThat(server.send("HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Content-Length: 15\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest(name = "R10 {0} /health")
    @ValueSource(strings = {"TRACE", "get", "POST", "DELETE", "BREW"})
    void otherMethodsAreRejected(String method) {
        try (var server = TestServer.starting()) {
            assertThat(server.send(method + " /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: GET, HEAD\r\n")
                    .doesNotContain("\"ok\"");
        }
    }

    /// How quickly is measured by `bin/bench`; a test that measures it would depend on the machine.
    @Test
    @DisplayName("R10 R17 /health is answered while every permit is taken, the queue is full, and no request returns")
    void healthIsAnsweredWhileNoOtherRequestIs() throws InterruptedException {
        var release = new CountDownLatch(1);
        try (var server = TestServer.serving(
                        TestServer.settings(
                                40, Duration.ofSeconds(5), Duration.ofMinutes(1), new Settings.MaxRequests(0, 0)),
                        (_, _) -> release.await());
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = IntStream.range(0, 240)
                    .mapToObj(_ -> clients.submit(() -> server.get("/")))
                    .toList();
            while (server.http().inFlight() < 240) Thread.onSpinWait();

            try (var connection = server.connect()) {
                for (int i = 0; i < 500; i++)
                    assertThat(connection.get("/health").answer()).contains("\"ok\"");
            }
            assertThat(server.http().inFlight()).isEqualTo(240);

            release.countDown();
            assertThat(waiting).allSatisfy(answer -> assertThat(answer.get()).startsWith("HTTP/1.1 "));
        }
    }
}
