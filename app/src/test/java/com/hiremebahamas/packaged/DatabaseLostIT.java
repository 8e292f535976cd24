package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The packaged program when its database fails, and when the database is suspended.
class DatabaseLostIT {

    /// Read from the database each time, since the cache keeps no 404; there is no such job.
    private static final String JOB = "/api/jobs/1";

    /// The limit is 3 s; without one, the driver would wait 35 s.
    private static final Duration REQUEST_AND_MUCH_MORE = Duration.ofSeconds(20);

    private final PostgresServer server = PostgresServer.start();
    private final FaultProxy network = FaultProxy.to(server.port());
    private final String url = migrated();

    @AfterEach
    void close() {
        network.close();
        server.close();
    }

    /// How soon is tested with a fake clock, by `CircuitBreakerTest`.
    @Test
    @DisplayName("R6 R19 a database that stops and starts again is used again, without a restart")
    void aDatabaseThatStartsAgainIsUsedAgain() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
            assertThat(program.status(JOB)).isEqualTo(404);
            assertThat(program.status("/api/jobs")).isEqualTo(200);

            server.stop();
            var refused = program.get(JOB);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(program.status("/health")).isEqualTo(200);
            // The response is stale, and so has an age, half a second after it was stored.
            await().until(() -> hasAge(program.get("/api/jobs")));
            assertThat(program.status("/api/jobs")).isEqualTo(200);

            server.startAgain();
            await().until(() -> program.status(JOB) == 404);
            await().until(() -> !hasAge(program.get("/api/jobs")));
        }
    }

    @Test
    @DisplayName("R10 R19 a lost network delays a request no longer than its limit")
    void aLostNetworkDelaysARequestNoLongerThanItsLimit() {
        try (var program =
                PackagedProgram.ready(Map.of("DATABASE_URL", network.through(url), "REQUEST_TIMEOUT", "3"))) {
            assertThat(program.status(JOB)).isEqualTo(404);

            network.hold();
            long start = System.nanoTime();
            assertThat(program.status(JOB)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(REQUEST_AND_MUCH_MORE);
            assertThat(program.status("/health")).isEqualTo(200);

            network.release();
            await().until(() -> program.status(JOB) == 404);
        }
    }

    @Test
    @DisplayName("R6 R27 T12 T13 an idle process closes its last connection and sends nothing: the database can sleep")
    void anIdleProcessIsSilent() {
        try (var program = PackagedProgram.ready(Map.of(
                "DATABASE_URL", network.through(url), "JAVA_OPTS", "-Dcom.zaxxer.hikari.housekeeping.periodMs=1000"))) {
            assertThat(program.status("/api/jobs")).isEqualTo(200);
            // Half a minute later: it looks for tasks once, and the first is to delete what has expired.
            await().until(() -> network.statements().stream().anyMatch(sql -> sql.contains("tasks.delete ")));
            await().until(() -> network.connections() == 0);
            var said = network.statements();
            int connected = network.everConnected();

            // In real time, because no clock of the packaged program can be set: its pool looks at its connections
            // every second here, and would have opened one by then.
            await().during(Duration.ofSeconds(5))
                    .until(() -> program.status("/health") == 200
                            && program.status("/ready") == 200
                            && network.everConnected() == connected);

            assertThat(network.statements()).isEqualTo(said);
            assertThat(program.status("/api/jobs")).isEqualTo(200);
        }
    }

    private static boolean hasAge(HttpResponse<String> response) {
        return response.headers().firstValue("Age").isPresent();
    }

    private String migrated() {
        var address = server.url(server.createDatabase());
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", address))) {
            assertThat(migration.exitCode()).isZero();
        }
        return address;
    }
}
