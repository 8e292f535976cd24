package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/// Flyway in an application: by the command, in a JVM of its own, and after the start.
class MigrationTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();

    /// An application as it would be packaged.
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            SpringApplication.run(JpaApplication.class, arguments);
        }
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... options) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(
                        Stream.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName()),
                        Stream.of(options))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void theCommandMigratesOverTheDirectUrlSaysSoAndEndsWithZero() throws Exception {
        try (var pooler = ClosedPort.open()) {
            var ended = run(
                    "--tidepool.migrate",
                    "--DATABASE_URL=postgresql://ann:pw@127.0.0.1:" + pooler.port() + "/site",
                    "--DATABASE_URL_UNPOOLED=" + server.url(database));

            assertThat(ended.output()).contains("Migrations applied: 1; the schema has version 1");
            assertThat(ended.output()).doesNotContain("Tomcat");
            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void withoutTheDatabaseTheCommandSaysWhatToDoAndEndsWithOne() throws Exception {
        try (var closed = ClosedPort.open()) {
            var ended = run(
                    "--tidepool.migrate",
                    "--DATABASE_URL=postgresql://ann:canary7391@127.0.0.1:" + closed.port() + "/x");

            assertThat(ended.output())
                    .contains("The database could not be reached, and nothing was changed")
                    .contains("Migrate again when it is there")
                    .doesNotContain("canary7391");
            assertThat(ended.code()).isEqualTo(1);
        }
    }

    @Test
    void atBootItMigratesWhereThatIsAskedFor() {
        try (var application = lazily("--DATABASE_URL=" + server.url(database), "--tidepool.migration=at-boot")) {
            application.bean(FlywayMigrationInitializer.class);

            assertThat(application
                            .bean(Tidepool.class)
                            .list("select to_regclass('entry')::text", row -> row.getString(1)))
                    .containsExactly("entry");
        }
    }

    @Test
    void whatHasToBeCorrectedIsNamed() {
        try (var application =
                lazily("--DATABASE_URL=" + server.url(database), "--spring.flyway.locations=classpath:db/broken")) {
            assertThat(application.bean(SchemaMigration.class).run())
                    .isInstanceOfSatisfying(
                            SchemaMigration.Outcome.Failed.class,
                            failed -> assertThat(failed.message())
                                    .contains("V1__misspelt.sql", "syntax error at or near \"tabel\"", "Correct it"));
        }
        try (var application = lazily("--DATABASE_URL=postgresql://ann:canary7391@pooler.example.com:6432/site")) {
            assertThat(application.bean(SchemaMigration.class).run())
                    .isInstanceOfSatisfying(
                            SchemaMigration.Outcome.Failed.class,
                            failed -> assertThat(failed.message())
                                    .contains("behind PgBouncer", "set DATABASE_URL_UNPOOLED to the direct URL")
                                    .doesNotContain("canary7391"));
        }
    }

    @Test
    void aConnectionThatIsLostInTheMiddleIsNotCalledWithoutEffect() {
        try (var proxy = FaultProxy.to(server.port())) {
            proxy.cutOnce(FaultProxy.Cut.BEFORE, "create table entry");
            var url = proxy.through(server.url(database));
            try (var application = lazily("--DATABASE_URL=" + url)) {
                var migration = application.bean(SchemaMigration.class);

                assertThat(migration.run())
                        .isInstanceOfSatisfying(
                                SchemaMigration.Outcome.Interrupted.class,
                                lost -> assertThat(lost.message()).contains("may have run"));
                assertThat(migration.run()).isInstanceOf(SchemaMigration.Outcome.Done.class);
            }
        }
    }

    /// It waits for every transaction that is open, and so for a lock by one.
    @Test
    void anIndexMadeConcurrentlyDoesNotWaitForTheLockOfItsOwnRun() {
        try (var application = lazily(
                "--DATABASE_URL=" + server.url(database),
                "--spring.flyway.locations=classpath:db/migration,classpath:db/concurrent")) {
            assertThat(application.bean(SchemaMigration.class).run()).isInstanceOf(SchemaMigration.Outcome.Done.class);
        }
    }

    @Test
    void aRoleOfFlywaysOwnIsUsed() {
        try (var application = lazily(
                "--DATABASE_URL=postgresql://ann:pw@127.0.0.1:" + server.port() + "/" + database + "?sslmode=disable",
                "--spring.flyway.user=postgres",
                "--spring.flyway.password=postgres")) {
            assertThat(application.bean(SchemaMigration.class).run()).isInstanceOf(SchemaMigration.Outcome.Done.class);
        }
    }

    private static RunningApplication lazily(String... options) {
        var all = Stream.concat(
                Stream.of("--spring.main.lazy-initialization=true", "--spring.main.web-application-type=none"),
                Stream.of(options));
        return RunningApplication.start(JpaApplication.class, all.toArray(String[]::new));
    }

    @Test
    void afterTheStartItMigratesAsSoonAsTheDatabaseIsThere() {
        try (var own = PostgresServer.start();
                var proxy = FaultProxy.to(own.port())) {
            var url = proxy.through(own.url(own.createDatabase()));
            own.stop();
            try (var application = RunningApplication.start(
                    JpaApplication.class, "--DATABASE_URL=" + url, "--tidepool.migration=after-start")) {
                await().until(() -> proxy.everConnected() > 0);
                own.startAgain();

                var tidepool = application.bean(Tidepool.class);
                await().ignoreExceptions()
                        .until(() -> tidepool.list("select to_regclass('entry')::text", row -> row.getString(1))
                                .equals(List.of("entry")));
            }
        }
    }
}
