package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestRedis;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The log of a whole life of the packaged program, beside the lines that docs/from-python.md promises.
class LogLinesIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!before|---)[^|]+ \\| ([^|]+) \\|$");
    private static final Pattern LINE = Pattern.compile("`([^`]+)`");

    @Test
    @DisplayName("R7 R14 every log line that the page for the old site's operators names is in a real log")
    void everyLineOfThePageIsInARealLog() throws Exception {
        var log = logOfALife();

        assertThat(lines())
                .hasSizeGreaterThan(12)
                .allSatisfy(line -> assertThat(log).containsPattern(pattern(line)));
        assertThat(log.lines().filter(line -> line.contains("A unit of work was rolled back")))
                .as("one for each unit of work: the refused one, and the read without an answer")
                .hasSize(2);
    }

    /// Starts, has a request whose COMMIT is lost, a good one, a refused one, one that is too slow, and stops.
    private static String logOfALife() throws SQLException {
        try (var server = PostgresServer.start();
                var network = FaultProxy.to(server.port());
                var redis = new TestRedis()) {
            var url = server.url(server.createDatabase());
            migrate(url);
            var environment =
                    Map.of("DATABASE_URL", network.through(url), "REDIS_URL", redis.url(), "REQUEST_TIMEOUT", "3");
            try (var program = PackagedProgram.ready(environment)) {
                // Once no request has been in flight for a moment.
                await().until(() -> program.output().contains("Password hasher is warm"));
                network.cutOnce(FaultProxy.Cut.AFTER, "COMMIT");
                assertThat(program.post("/api/auth/register", person("Ann")).body())
                        .contains("outcome_unknown");
                assertThat(program.status("/jobs")).isEqualTo(200);
                refuse("Ben", url);
                assertThat(program.post("/api/auth/register", person("Ben")).statusCode())
                        .isEqualTo(500);
                network.hold();
                assertThat(program.get("/api/jobs/1").body()).contains("too_slow");
                network.release();
                program.terminate();
                assertThat(program.exitCode()).isZero();
                return program.all();
            }
        }
    }

    private static void migrate(String url) {
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
            assertThat(migration.exitCode()).isZero();
        }
    }

    private static String person(String name) {
        return "{\"display_name\": \"%s\", \"email\": \"%s@example.com\", \"password\": \"seven grey pelicans\"}"
                .formatted(name, name);
    }

    private static void refuse(String name, String url) throws SQLException {
        var jdbc = "jdbc:postgresql://" + url.replaceFirst(".*@", "") + "&user=postgres&password=postgres";
        try (var connection = DriverManager.getConnection(jdbc);
                var statement = connection.createStatement()) {
            statement.execute("alter table account add constraint refused check (display_name <> '" + name + "')");
        }
    }

    private static List<String> lines() throws IOException {
        var page = Files.readString(Path.of("../docs/from-python.md"));
        var section = page.substring(page.indexOf("## Log lines"), page.indexOf("## Failures"));
        return ROW.matcher(section)
                .results()
                .flatMap(row -> LINE.matcher(row.group(1)).results())
                .map(line -> line.group(1))
                .toList();
    }

    /// In a line of the page `N` is a number, and `…` anything.
    private static Pattern pattern(String line) {
        return Pattern.compile(Stream.of(line.split("(?<=[…])|(?=[…])|(?<=\\bN)|(?=\\bN(?:s?\\b))", -1))
                .map(part -> switch (part) {
                    case "…" -> ".+";
                    case "N" -> "[0-9]+";
                    default -> Pattern.quote(part);
                })
                .collect(Collectors.joining()));
    }
}
