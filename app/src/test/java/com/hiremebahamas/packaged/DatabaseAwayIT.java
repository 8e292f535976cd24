package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The packaged program while its database is refused, mute, wrong, late, or gone for a while.
class DatabaseAwayIT {

    @Test
    @DisplayName("R6 R11 R12 no connection to the database is opened before a request needs one")
    void noConnectionIsOpenedBeforeARequestNeedsOne() {
        try (var database = MuteServer.open();
                var program = PackagedProgram.ready(Map.of("DATABASE_URL", url(database.port())))) {
            for (var path : new String[] {"/health", "/ready", "/sign-in", "/register", "/nowhere"})
                program.status(path);
            assertThat(program.get("/ready").body()).contains("\"idle\"");
            assertThat(database.isReachedWithin(Duration.ofMillis(300))).isFalse();

            Thread.ofVirtual().start(() -> program.status("/api/jobs"));

            assertThat(database.isReachedWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    /// What no AOT cache holds. With one processor nothing is prepared: it would hold up the server.
    @Test
    @DisplayName("R6 R11 what the first responses need is prepared before any request, and without a connection")
    void whatTheFirstResponsesNeedIsPreparedBeforeAnyRequest() {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        try (var database = MuteServer.open();
                var program = PackagedProgram.ready(initializing(database))) {
            await().untilAsserted(() -> assertThat(program.output())
                    .contains("Initializing 'com/hiremebahamas/jobs/PayPeriod'")
                    .contains("Initializing 'com/hiremebahamas/web/JsonFormat'"));

            assertThat(database.isReachedWithin(Duration.ofMillis(300))).isFalse();
        }
    }

    /// The database never greets, so there is no connection that could be closed.
    @Test
    @DisplayName("R6 R11 what closing the first connection needs is prepared while it is being opened, and not before")
    void whatClosingAConnectionNeedsIsPreparedWhileItIsOpened() {
        var prepared = "Initializing 'com/zaxxer/hikari/pool/ProxyConnection$ClosedConnection'";
        try (var database = MuteServer.open();
                var program = PackagedProgram.ready(initializing(database))) {
            assertThat(program.output()).doesNotContain(prepared);

            Thread.ofVirtual().start(() -> program.status("/api/jobs"));

            await().until(() -> program.output().contains(prepared));
            assertThat(database.isReachedWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static Map<String, String> initializing(MuteServer database) {
        return Map.of("DATABASE_URL", url(database.port()), "JAVA_OPTS", "-Xlog:class+init");
    }

    @Test
    @DisplayName("R10 R19 a refused database makes its pages 503 and leaves /health alone")
    void aRefusedDatabaseLeavesTheRestAlone() {
        try (var database = ClosedPort.open()) {
            assertOnlyItsPagesAreUnavailable(database.port());
        }
    }

    @Test
    @DisplayName("R10 R19 a black-holed database makes its pages 503 and leaves /health alone")
    void aBlackHoledDatabaseLeavesTheRestAlone() {
        try (var database = BlackHole.open()) {
            assertOnlyItsPagesAreUnavailable(database.port());
        }
    }

    @Test
    @DisplayName("R10 R19 a mute database makes its pages 503 and leaves /health alone")
    void aMuteDatabaseLeavesTheRestAlone() {
        try (var database = MuteServer.open()) {
            assertOnlyItsPagesAreUnavailable(database.port());
        }
    }

    private static void assertOnlyItsPagesAreUnavailable(int port) {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url(port), "DB_CONNECT_TIMEOUT", "1"))) {
            assertThat(program.status("/sign-in")).isEqualTo(200);
            assertThat(program.status("/api/jobs")).isEqualTo(503);
            assertThat(program.status("/jobs")).isEqualTo(503);
            assertThat(program.status("/health")).isEqualTo(200);
            assertThat(program.get("/ready").body()).contains("unreachable");
            assertThat(program.all()).doesNotContain("canary-7391");
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    @DisplayName("R2 a wrong password is 503 and never logged")
    void aWrongPasswordIs503AndNeverLogged() {
        try (var server = PostgresServer.start()) {
            server.execute("create role ann login password 'right'");
            requirePasswordOf("ann", server);
            var url = "postgresql://ann:canary-7391@127.0.0.1:" + server.port() + "/postgres?sslmode=disable";
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
                assertThat(program.status("/api/jobs")).isEqualTo(503);
                assertThat(program.status("/api/jobs")).isEqualTo(503);
                assertThat(program.all()).doesNotContain("canary-7391");
                assertThat(program.get("/ready").body()).contains("misconfigured");
            }
        }
    }

    @Test
    @DisplayName("R6 R19 a database that appears after the boot is used without a restart")
    void aDatabaseThatAppearsLaterIsUsed() {
        try (var server = PostgresServer.start()) {
            var database = server.createDatabase();
            migrate(server.url(database));
            server.execute("alter database " + database + " with allow_connections false");
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", server.url(database)))) {
                assertThat(program.status("/api/jobs")).isEqualTo(503);

                server.execute("alter database " + database + " with allow_connections true");

                await().until(() -> program.status("/api/jobs") == 200);
            }
        }
    }

    @Test
    @DisplayName("R8 an older schema is 503 naming what is pending, and the process stays up")
    void anOlderSchemaIsNamed() {
        try (var server = PostgresServer.start();
                var program = PackagedProgram.ready(Map.of("DATABASE_URL", server.url(server.createDatabase())))) {
            var answer = program.get("/api/jobs");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("V00");
            assertThat(program.status("/health")).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("R4 R6 DB_ECHO logs each statement with its time, and the engine is created once and logged")
    void dbEchoLogsEachStatement() {
        try (var server = PostgresServer.start()) {
            var url = server.url(server.createDatabase());
            migrate(url);
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url, "DB_ECHO", "true"))) {
                assertThat(program.status("/api/jobs")).isEqualTo(200);
                assertThat(program.status("/api/jobs")).isEqualTo(200);

                assertThat(program.output()).containsPattern("[0-9.]+ ms /\\* jobs.newest \\*/ select id");
                assertThat(program.output().lines())
                        .filteredOn(line -> line.contains(
                                "Database engine created: pool_size=5, max_overflow=5, " + "connect_timeout=5s"))
                        .hasSize(1);
            }
        }
    }

    /// The server trusts every user otherwise.
    private static void requirePasswordOf(String user, PostgresServer server) {
        server.execute("""
                do $$ begin
                    execute format(
                        'copy (values (''host all %s all scram-sha-256''), (''host all all all trust'')) to %%L',
                        current_setting('hba_file'));
                end $$""".formatted(user));
        server.stop();
        server.startAgain();
    }

    private static void migrate(String url) {
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
            assertThat(migration.exitCode()).isZero();
        }
    }

    private static String url(int port) {
        return "postgresql://ann:canary-7391@127.0.0.1:" + port + "/site?sslmode=disable";
    }
}
