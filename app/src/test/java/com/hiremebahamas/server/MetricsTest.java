package com.hiremebahamas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestEdge;
import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolStats;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void requestsAreCountedByRouteAndNotByAddress() {
        try (var edge = TestEdge.serving((request, answer) -> {
            if (request.getRequestURI().startsWith("/jobs/")) request.setAttribute(Metrics.ROUTE, "/jobs/{id}");
            answer.getWriter().print("fine");
        })) {
            var metrics = new Metrics(edge.edge(), DatabaseState.Idle::new, () -> new PoolStats(1, 2, 3, 10));
            edge.edge().measure(metrics);

            edge.get("/jobs/1");
            edge.get("/jobs/2");
            edge.get("/canary-7391");

            await().untilAsserted(() -> assertThat(metrics.content().text())
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"/jobs/{id}\",status=\"200\"} 2")
                    .contains("http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"200\"} 1")
                    .contains("http_server_requests_inside 0.0", "process_draining 0.0")
                    .contains("database_state{state=\"idle\"} 1.0", "database_state{state=\"ready\"} 0.0")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("canary-7391"));
        }
    }
}
