package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import io.lettuce.core.AclSetuserArgs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Two packaged programs on one database and one Redis.
class SharedPagesIT {

    private static final String JOB = "/jobs/1-bartender";

    private final PostgresServer server = PostgresServer.start();
    private final FaultProxy network = FaultProxy.to(server.port());
    private final TestRedis redis = new TestRedis();
    private final Map<String, String> environment =
            Map.of("DATABASE_URL", network.through(migrated()), "REDIS_URL", redisUrl());

    @AfterEach
    void close() {
        redis.close();
        network.close();
        server.close();
    }

    @Test
    @DisplayName("R20 a process that starts without its database shows what another one showed, with its age")
    void aProcessThatStartsWithoutItsDatabaseShowsWhatAnotherOneShowed() {
        try (var here = PackagedProgram.ready(environment)) {
            post(here);
            for (var path : List.of("/", "/jobs", JOB))
                assertThat(here.status(path)).isEqualTo(200);
            // The first page is written at once, the others five seconds later.
            await().until(() -> keptResponses() == 3);
            network.close();

            try (var there = PackagedProgram.ready(environment)) {
                for (var path : List.of("/", "/jobs", JOB)) {
                    var answer = there.get(path);
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertThat(answer.body()).contains("Blue Hole Bar", "This page may be out of date");
                    assertThat(answer.headers().firstValue("Age")).isPresent();
                }
                assertThat(there.status("/api/jobs/2")).isEqualTo(503);
                assertThat(there.all()).doesNotContain("canary-7391");
            }
        }
    }

    @Test
    @DisplayName("R11 R20 Redis is connected to after the boot, which the log says once, and once at the end")
    void redisIsConnectedToAfterTheBoot() {
        try (var program = PackagedProgram.ready(environment)) {
            await().until(() -> program.output().contains("Redis connected"));
            await().until(() -> program.get("/ready").body().contains("\"redis\":\"ready\""));
            program.terminate();
            assertThat(program.exitCode()).isZero();

            var log = program.output();
            assertThat(log.lines()
                            .filter(line -> line.contains("Redis "))
                            .map(line -> line.replaceFirst(".*Redis", "Redis")))
                    .containsExactly("Redis connected: " + redis.url(), "Redis disconnected");
            assertThat(log.indexOf("is ready in")).isLessThan(log.indexOf("Redis connected"));
            assertThat(program.all()).doesNotContain("canary-7391");
        }
    }

    private void post(PackagedProgram program) {
        var account = """
                {"display_name": "Ann", "email": "ann@example.com", "password": "seven grey pelicans"}""";
        var registered = program.post("/api/auth/register", account);
        Addresses.confirmFirst(environment.getOrDefault("DATABASE_URL", ""));
        var token = registered.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        var job = """
                {"title": "Bartender", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
                 "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR", "description": "Evenings and weekends.",
                 "how_to_apply": "Call 242 555 0100."}""";
        assertThat(program.post("/api/jobs", job, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(201);
    }

    private long keptResponses() {
        return redis.run(commands -> commands.keys("hiremebahamas:responses:*").stream()
                .mapToLong(commands::hlen)
                .sum());
    }

    /// Of a user with a password; the test itself needs none.
    private String redisUrl() {
        var rights =
                AclSetuserArgs.Builder.on().addPassword("canary-7391").allKeys().allCommands();
        redis.run(commands -> commands.aclSetuser("site", rights));
        return redis.url().replace("redis://", "redis://site:canary-7391@");
    }

    private String migrated() {
        var address = server.url(server.createDatabase());
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", address))) {
            assertThat(migration.exitCode()).isZero();
        }
        return address;
    }
}
