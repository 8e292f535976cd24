package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An application whose database is away at boot, appears, is killed and returns, as its users and its operators see
/// it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActuatorTest {

    private static final String SECRET = "canary%4839";

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();
    private final FaultProxy proxy = FaultProxy.to(server.port());

    @BeforeAll
    void createRole() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), PoolSettings.DEFAULT)) {
            tidepool.update("create role canary_7391 superuser login password '" + SECRET + "'");
        }
    }

    @AfterAll
    void close() {
        proxy.close();
        server.close();
    }

    @Test
    void itBootsWithoutItsDatabaseAndRecoversEachTime() throws Exception {
        server.stop();
        try (var application = start()) {
            var jdbc = application.bean(JdbcClient.class);
            assertThat(application.get("/actuator/health").body()).contains("\"state\":\"idle\"");

            assertUnavailable(application, jdbc);
            server.startAgain();
            awaitAnswer(jdbc);
            assertReady(application);

            server.stop();
            assertUnavailable(application, jdbc);
            server.startAgain();
            awaitAnswer(jdbc);
            assertReady(application);
            assertMetricsCostNothing(application);
        }
    }

    private RunningApplication start() {
        return RunningApplication.start(
                JdbcApplication.class,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database
                        + "?sslmode=disable",
                "--spring.datasource.username=canary_7391",
                "--spring.datasource.password=" + SECRET);
    }

    private static void assertUnavailable(RunningApplication application, JdbcClient jdbc) throws Exception {
        assertThatThrownBy(() -> one(jdbc)).isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThat(application.get("/words").statusCode()).isEqualTo(500);
        var health = application.get("/actuator/health");
        assertThat(health.body())
                .contains("\"state\":\"unreachable\"", "\"since\":", "\"reason\":", "\"nextTry\":")
                .doesNotContain("canary_7391", SECRET);
        assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    private static void awaitAnswer(JdbcClient jdbc) {
        await().ignoreExceptionsInstanceOf(CannotGetJdbcConnectionException.class)
                .until(() -> one(jdbc) == 1);
    }

    private static void assertReady(RunningApplication application) throws Exception {
        var health = application.get("/actuator/health/db");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"", "\"state\":\"ready\"");
    }

    private void assertMetricsCostNothing(RunningApplication application) throws Exception {
        int sent = proxy.statements().size();
        int connected = proxy.everConnected();

        for (var meter :
                List.of("connections.active", "connections.acquire", "statements", "breaker.opened", "state")) {
            var answer = application.get("/actuator/metrics/tidepool." + meter);
            assertThat(answer.statusCode()).as(meter).isEqualTo(200);
        }
        assertThat(application.get("/actuator/metrics/tidepool.statements").body())
                .contains(
                        "{\"tag\":\"database\",\"values\":[\"postgresql://127.0.0.1:" + proxy.port() + "/" + database);
        assertThat(application.get("/actuator/health").statusCode()).isEqualTo(200);

        assertThat(proxy.statements()).hasSize(sent);
        assertThat(proxy.everConnected()).isEqualTo(connected);
    }

    private static int one(JdbcClient jdbc) {
        return jdbc.sql("select 1").query(Integer.class).single();
    }
}
