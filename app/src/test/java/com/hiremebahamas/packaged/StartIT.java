package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the packaged program starts, or refuses to.
class StartIT {

    private static final String CLOSED = "postgresql://ann:canary-7391@127.0.0.1:9/site?sslmode=disable";

    /// Where it begins and ends, in bytes.
    private static final Pattern YOUNG_GENERATION =
            Pattern.compile("DefNew +total [^\\[]*\\[0x([0-9a-f]+), 0x([0-9a-f]+), ");

    @Test
    @DisplayName("R14 a start is logged in four lines, in this order")
    void aStartIsLoggedInFourLines() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED))) {
            assertThat(program.output())
                    .containsSubsequence(
                            "Starting HireMeBahamas API",
                            "DATABASE_URL validated: postgresql://127.0.0.1:9/site",
                            "Listening on 0.0.0.0:" + program.port(),
                            "HireMeBahamas API is ready in ");
            assertThat(program.all()).doesNotContain("canary-7391");
        }
    }

    @Test
    @DisplayName("R14 with LOG_FORMAT=json every line is a JSON object")
    void everyLineIsAJsonObject() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "LOG_FORMAT", "json"))) {
            program.get("/nowhere?secret=canary-7391");

            assertThat(program.all().lines()).isNotEmpty().allMatch(line -> line.matches("\\{.*}"));
            await().untilAsserted(() -> assertThat(program.output().lines())
                    .anyMatch(line -> line.matches(".*\"logger\":\"access\".*\"method\":\"GET\",\"path\":\"/nowhere\","
                            + "\"status\":404,\"duration_ms\":\\d+,\"bytes\":\\d+,\"client\":\"127.0.0.1\","
                            + "\"request_id\":\"[0-9a-z]{12}\"}")));
            assertThat(program.all()).doesNotContain("canary-7391");
        }
    }

    /// A class that no cache holds, and that the verifier loads, costs the opening of its jar.
    @Test
    @DisplayName("The JVM starts the program without loading a class from any jar")
    void theProgramIsStartedFromTheCacheAlone() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "JAVA_OPTS", "-Xlog:class+load"))) {
            assertThat(program.output()).contains("com.hiremebahamas.Main source: shared objects file");
            assertThat(program.output().lines().takeWhile(line -> !line.contains("Starting HireMeBahamas")))
                    .noneMatch(line -> line.contains(" source: file:"));
        }
    }

    /// The training of the cache sends requests: without them these classes would not be in it.
    @Test
    @DisplayName("R11 the first response comes from the AOT cache, too")
    void theFirstResponseComesFromTheCacheToo() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "JAVA_OPTS", "-Xlog:class+load"))) {
            assertThat(program.output()).contains("com.hiremebahamas.http.RequestTask source: shared objects file");
        }
    }

    /// As in production: what the training did not do is loaded from jars, each of which has to be opened first.
    @ParameterizedTest(name = "MAIL_URL={0}")
    @ValueSource(strings = {"", "smtp://ann:canary-7391@mail.example.com"})
    @DisplayName("R11 R26 the first page, from a database behind a pooler and TLS, loads no class from any jar")
    void theFirstPageLoadsNoClassFromAnyJar(String mailUrl) {
        try (var server = PostgresServer.start();
                var pooler = PgBouncer.overTls(server, TestAuthority.create())) {
            var name = server.createDatabase();
            try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", server.url(name)))) {
                assertThat(migration.exitCode()).isZero();
            }
            var environment =
                    Map.of("DATABASE_URL", pooler.url(name), "MAIL_URL", mailUrl, "JAVA_OPTS", "-Xlog:class+load");
            try (var program = PackagedProgram.ready(environment)) {
                assertThat(program.status("/jobs")).isEqualTo(200);
                assertThat(program.status("/api/jobs")).isEqualTo(200);
                assertThat(program.output().lines()).noneMatch(line -> line.contains(" source: file:"));
            }
        }
    }

    /// The first `BigDecimal` computes the JDK's tables of powers. `BigInteger` has none, and `Duration` initializes
    /// it.
    @Test
    @DisplayName("R11 the first row, list and page are made without BigDecimal")
    void theFirstRowListAndPageAreMadeWithoutBigDecimal() {
        var url = PostgresServer.shared().url(PostgresServer.shared().createDatabase());
        for (var arguments : List.of(List.of("migrate"), List.of("demo", "--yes", "--jobs=30", "--users=1"))) {
            try (var command = PackagedProgram.start(arguments, Map.of("DATABASE_URL", url))) {
                assertThat(command.exitCode()).isZero();
            }
        }
        var environment = Map.of("DATABASE_URL", url, "JAVA_OPTS", "-Xlog:class+init=info");
        try (var program = PackagedProgram.ready(environment)) {
            var job = program.get("/jobs/1").headers().firstValue("Location").orElseThrow();
            for (var path : List.of("/api/jobs/1", "/api/jobs?limit=20", "/jobs", job)) {
                assertThat(program.status(path)).as(path).isEqualTo(200);
            }
            assertThat(program.output())
                    .contains("Initializing 'com/hiremebahamas/jobs/PayPeriod'")
                    .doesNotContain("Initializing 'java/math/BigDecimal'");
        }
    }

    /// The cache holds no class of a signed jar, and the library of the password hashes is published as one.
    @Test
    @DisplayName("No jar of the package is signed")
    void noJarOfThePackageIsSigned() throws IOException {
        try (var jars = Files.newDirectoryStream(PackagedProgram.home().resolve("lib"), "*.jar")) {
            for (var path : jars) {
                try (var jar = new ZipFile(path.toFile())) {
                    assertThat(jar.stream().map(ZipEntry::getName))
                            .as(path.toString())
                            .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
                }
            }
        }
    }

    @Test
    @DisplayName("The classes of the first password hash come from the AOT cache")
    void theClassesOfTheFirstHashComeFromTheCache() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "JAVA_OPTS", "-Xlog:class+load"))) {
            await().untilAsserted(() -> assertThat(program.output())
                    .contains("org.bouncycastle.crypto.generators.Argon2BytesGenerator source: shared objects file"));
            assertThat(program.output().lines().filter(line -> line.contains(" org.bouncycastle.")))
                    .allMatch(line -> line.contains("source: shared objects file"));
        }
    }

    @Test
    @DisplayName("The start log says that the AOT cache was used")
    void theStartLogSaysThatTheAotCacheWasUsed() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED))) {
            assertThat(program.output()).contains("AOT cache: used");
        }
    }

    @Test
    @DisplayName("The start log says that the AOT cache was not used")
    void theStartLogSaysThatTheAotCacheWasNotUsed() {
        var withoutCache = Map.of("DATABASE_URL", CLOSED, "JAVA_OPTS", "-XX:AOTMode=off");
        try (var program = PackagedProgram.ready(withoutCache)) {
            assertThat(program.output()).contains("AOT cache: not used");
        }
    }

    @Test
    @DisplayName("A jar that came after the AOT cache is run, and not what the cache remembers of it")
    void aJarThatCameAfterTheAotCacheIsRun() throws IOException {
        var jar = PackagedProgram.home().resolve("lib/app.jar");
        var built = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED))) {
            assertThat(program.output()).containsPattern("AOT cache: not used: .*app.jar is newer than it");
        } finally {
            Files.setLastModifiedTime(jar, built);
        }
    }

    /// Measured: where the heap leaves no room for it the JVM takes less than the launcher asks for.
    @Test
    @DisplayName("R11 the young generation begins as large as decision 0006 says")
    void theYoungGenerationBeginsAsLargeAsTheDecisionSays() throws IOException {
        var decision = Files.readString(Path.of("../docs/decisions/0006-boot-without-what-can-wait.md"));
        try (var program = PackagedProgram.start(List.of("--version"), Map.of("JAVA_OPTS", "-Xlog:gc+exit"))) {
            assertThat(program.exitCode()).isZero();
            var generation = YOUNG_GENERATION.matcher(program.output());
            assertThat(generation.find()).as(program.output()).isTrue();
            long bytes = Long.parseLong(generation.group(2), 16) - Long.parseLong(generation.group(1), 16);

            assertThat(decision).contains("| it begins with " + bytes / (1024 * 1024) + " MiB |");
        }
    }

    @ParameterizedTest(name = "R13 PORT={0}")
    @ValueSource(strings = {"5432", "abc", "0", "70000", "-1", "80 80"})
    void aPortThatCannotBeUsedIsOneLineAndExitOne(String port) {
        try (var program = PackagedProgram.start(Map.of("PORT", port))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors().lines()).singleElement().asString().contains("PORT", port);
        }
    }

    @Test
    @DisplayName("R13 a port in use is one line and exit 1")
    void aPortInUseIsOneLineAndExitOne() throws IOException {
        try (var taken = new ServerSocket(0);
                var program = PackagedProgram.start(
                        Map.of("DATABASE_URL", CLOSED, "PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors().lines())
                    .singleElement()
                    .asString()
                    .contains(Integer.toString(taken.getLocalPort()), "in use");
        }
    }

    @Test
    @DisplayName("R4 nonsense in several settings is reported by name, all together, and the boot refused")
    void nonsenseInSeveralSettingsIsReportedTogether() {
        var nonsense =
                Map.of("DB_POOL_SIZE", "five", "DB_POOL_TIMEOUT", "-1", "KEEP_ALIVE", "soon", "LOG_FORMAT", "xml");
        try (var program = PackagedProgram.start(nonsense)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors()).contains("DB_POOL_SIZE", "DB_POOL_TIMEOUT", "KEEP_ALIVE", "LOG_FORMAT");
        }
    }

    @Test
    @DisplayName("R14 R21 a start without ENVIRONMENT warns in one line, and names what to set")
    void aStartWithoutEnvironmentWarns() {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "ENVIRONMENT", ""))) {
            assertThat(program.errors().lines())
                    .singleElement()
                    .asString()
                    .contains("ENVIRONMENT is not set. On a host set ENVIRONMENT=production");
        }
    }

    @Test
    @DisplayName("R14 a start that is as it should be warns of nothing")
    void aGoodStartWarnsOfNothing() {
        try (var program = PackagedProgram.ready(Map.of(
                "DATABASE_URL",
                CLOSED,
                "EDGE_SECRET",
                "canary-7391",
                "MAIL_URL",
                "smtp://ann:canary-7391@mail.example.com"))) {
            assertThat(program.errors()).isEmpty();
            assertThat(program.output())
                    .contains("MAIL_URL validated: smtp://mail.example.com:587 (STARTTLS required)")
                    .doesNotContain("canary-7391");
        }
    }

    @ParameterizedTest(name = "R14 MAIL_URL={0}: {1}")
    @CsvSource({
        "'', MAIL_URL is not set: no mail is sent until it is",
        "smtp://canary-7391@mail.example.com, MAIL_URL must name a user and a password"
    })
    @DisplayName("R14 production without a way to send mail says so, and starts")
    void productionWithoutMailSaysSo(String url, String line) {
        try (var program =
                PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, "EDGE_SECRET", "canary-7391", "MAIL_URL", url))) {
            assertThat(program.errors().lines()).singleElement().asString().contains(line);
            assertThat(program.get("/ready").body()).contains("\"warnings\":[\"No mail is sent: MAIL_URL ");
            assertThat(program.status("/dev/mail")).isEqualTo(404);
            assertThat(program.all()).doesNotContain("canary-7391");
        }
    }

    @ParameterizedTest(name = "R16 {0}")
    @CsvSource({"WEB_CONCURRENCY, 4", "WEB_THREADS, 8"})
    void anUnusedSettingIsExplainedInOneLine(String name, String value) {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", CLOSED, name, value))) {
            assertThat(program.output().lines().filter(line -> line.contains(name)))
                    .hasSize(1);
        }
    }
}
