package com.hiremebahamas.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.tasks.TaskCounts;
import com.hiremebahamas.testing.TestServer;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolStats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void requestsAreCountedByRouteAndNotByPath() {
        try (var server = TestServer.starting()) {
            var metrics = new Metrics(
                    server.http(),
                    DatabaseState.Idle::new,
                    () -> new PoolStats(1, 2, 3, 10),
                    () -> new TaskCounts(5, 4, 3, 2, 1),
                    outcome -> outcome.equals("refused") ? 4 : 0);
            server.start(MetricsTest::answer, new OperationsHandler(), metrics);
            assertThat(metrics.content().status()).isEqualTo(503);
            metrics.start();

            server.get("/jobs/1");
            server.get("/jobs/2");
            server.get("/canary-7391");

            await().untilAsserted(() -> assertThat(metrics.content().text())
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"/jobs/{id}\",status=\"200\"} 2")
                    .contains("http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"200\"} 1")
                    .contains("http_server_requests_inside 0.0", "process_draining 0.0", "process_aot_cache_used 0.0")
                    .contains("database_state{state=\"idle\"} 1.0", "database_state{state=\"ready\"} 0.0")
                    .contains("tasks_running 1.0", "tasks_attempts_total{outcome=\"given_up\"} 2.0")
                    .contains("mail_sends_total{outcome=\"refused\"} 4.0", "mail_sends_total{outcome=\"accepted\"} 0.0")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("canary-7391"));
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/jobs/")) request.setAttribute(RequestContext.ROUTE, "/jobs/{id}");
        response.getWriter().print("fine");
    }
}
