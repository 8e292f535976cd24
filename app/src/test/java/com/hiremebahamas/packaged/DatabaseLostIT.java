package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The packaged program when its database fails, and when the database is suspended.
class DatabaseLostIT {

    /// Asked of the database each time; there is no such person.
    private static final String PERSON = "/api/users/1";

    /// The promise: from the moment it accepts connections again.
    private static final Duration BACK_AGAIN = Duration.ofSeconds(5);

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

    @Test
    @DisplayName("R6 R19 a database that dies and returns is used again within 5 s, without a restart")
    void aDatabaseThatReturnsIsUsedAgainWithinFiveSeconds() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
            assertThat(program.status(PERSON)).isEqualTo(404);
            assertThat(program.status("/api/jobs")).isEqualTo(200);

            server.stop();
            var refused = program.get(PERSON);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(program.status("/health")).isEqualTo(200);
            // So long that the pauses between its attempts have grown to their longest.
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> program.status(PERSON) == 503);
            // What everybody gets is shown as it was.
            var jobs = program.get("/api/jobs");
            assertThat(jobs.statusCode()).isEqualTo(200);
            assertThat(jobs.headers().firstValue("Age")).isPresent();

            server.startAgain();
            await().atMost(BACK_AGAIN).until(() -> program.status(PERSON) == 404);
            assertThat(program.get("/api/jobs").headers().firstValue("Age")).isEmpty();
        }
    }

    @Test
    @DisplayName("R10 R19 a network that goes in the middle of everything holds a request no longer than its limit")
    void aNetworkThatGoesHoldsARequestNoLongerThanItsLimit() {
        try (var program =
                PackagedProgram.ready(Map.of("DATABASE_URL", network.through(url), "REQUEST_TIMEOUT", "3"))) {
            assertThat(program.status(PERSON)).isEqualTo(404);

            network.hold();
            long start = System.nanoTime();
            assertThat(program.status(PERSON)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(REQUEST_AND_MUCH_MORE);
            assertThat(program.status("/health")).isEqualTo(200);

            network.release();
            await().atMost(Duration.ofSeconds(20)).until(() -> program.status(PERSON) == 404);
        }
    }

    @Test
    @DisplayName("R6 T12 T13 an idle process closes its last connection and sends nothing: the database can sleep")
    void anIdleProcessIsSilent() {
        try (var program = PackagedProgram.ready(Map.of(
                "DATABASE_URL", network.through(url), "JAVA_OPTS", "-Dcom.zaxxer.hikari.housekeeping.periodMs=1000"))) {
            assertThat(program.status("/api/jobs")).isEqualTo(200);
            var said = network.statements();
            int connected = network.everConnected();

            await().atMost(Duration.ofSeconds(60)).until(() -> network.connections() == 0);
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> program.status("/health") == 200
                            && program.status("/ready") == 200
                            && network.everConnected() == connected);

            assertThat(network.statements()).isEqualTo(said);
            assertThat(program.status("/api/jobs")).isEqualTo(200);
        }
    }

    private String migrated() {
        var address = server.url(server.createDatabase());
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", address))) {
            assertThat(migration.exitCode()).isZero();
        }
        return address;
    }
}
