package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.Application;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.operations.ApiDocument;
import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole site on a real socket, as `Main` wires it.
class OperationsTest {

    @ParameterizedTest(name = "R12 R18 {0} with {1}: {2}")
    @CsvSource({
        "/ready, ENVIRONMENT=production, 200",
        "/ready/db, ENVIRONMENT=development, 200",
        "/ready/db, ENVIRONMENT=production, 404",
        "/metrics, ENVIRONMENT=production, 404",
        "/metrics, ENVIRONMENT=development, 200",
        "/api/openapi.json, ENVIRONMENT=production, 404",
        "/api/openapi.json, ENVIRONMENT=production API_DOCS=true, 200",
        "/api/openapi.json, ENVIRONMENT=development, 200"
    })
    void theOperationsEndpointsAreOpenWhereTheyShouldBe(String path, String environment, int status)
            throws IOException {
        try (var program = new Program(environment)) {
            assertThat(program.get(path)).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest(name = "R12 R18 {0} in production with its token")
    @CsvSource({"/ready/db, READY_DB_TOKEN=canary", "/metrics, METRICS_TOKEN=canary"})
    void inProductionAnEndpointOpensToItsToken(String path, String token) throws IOException {
        try (var program = new Program("ENVIRONMENT=production " + token)) {
            assertThat(program.get(path)).startsWith("HTTP/1.1 404");
            assertThat(program.get(path, "Authorization: Bearer canary")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName("R12 /ready reports what is known without I/O")
    void readyReportsWhatIsKnown() throws IOException {
        try (var program = new Program("ENVIRONMENT=production")) {
            assertThat(program.get("/ready"))
                    .endsWith("{\"status\":\"ready\",\"database\":{\"state\":\"idle\"},"
                            + "\"schema\":\"not_checked\",\"redis\":\"not_configured\",\"mail\":\"not_configured\","
                            + "\"warnings\":[\"No mail is sent: MAIL_URL is not set. Set it to the SMTP server of your"
                            + " mail provider, as in smtp://user:password@host:587\"]}");
        }
    }

    @Test
    @DisplayName("R18 the API document has its title, its version, and exactly the routes there are")
    void theApiDocumentHasExactlyTheRoutesThereAre() throws IOException {
        var document =
                new ObjectMapper().readTree(new ApiDocument("1.2.3").content().text());
        try (var database = TestDatabase.notConfigured();
                var components = Components.of(settings("ENVIRONMENT=production"), database.tidepool())) {
            var routes = components.servlet("http://localhost").routes().stream()
                    .filter(route -> route.contains(" /api/"))
                    .toList();

            assertThat(document.at("/info/title").asText()).isEqualTo("HireMeBahamas API");
            assertThat(document.at("/info/version").asText()).isEqualTo("1.2.3");
            assertThat(operations(document)).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    @Test
    @DisplayName("R18 every reference in the API document can be resolved")
    void everyReferenceCanBeResolved() throws IOException {
        var document =
                new ObjectMapper().readTree(new ApiDocument("1.2.3").content().text());

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .noneMatch(reference -> document.at(reference.substring(1)).isMissingNode());
    }

    private static List<String> operations(JsonNode document) {
        var operations = new ArrayList<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private static Settings settings(String environment) {
        var variables = new HashMap<>(Map.of("DATABASE_URL", "postgresql://a:b@127.0.0.1:1/c?sslmode=disable"));
        for (var setting : environment.split(" ", -1)) {
            variables.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return switch (Settings.from(variables::get)) {
            case Settings.Reading.Valid valid -> valid.settings();
            case Settings.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static final class Program implements AutoCloseable {
        private final TestDatabase database = TestDatabase.unmigrated();
        private final Components components;
        private final HttpServer server;

        Program(String environment) throws IOException {
            var settings = settings(environment);
            components = Components.of(settings, database.tidepool());
            server = HttpServer.open(HttpServer.bind("127.0.0.1", 0), TestServer.settings(), settings.isProduction());
            var operations = Operations.of(settings, server, database.tidepool(), components);
            server.start(new Application(
                    components.servlet("http://localhost"),
                    operations.handler(),
                    components.cache(),
                    operations.metrics()));
            operations.startMetrics();
        }

        String get(String path, String... headers) {
            var lines = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
            try (var connection = RawConnection.to(server.port())) {
                return connection
                        .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n")
                        .answer();
            }
        }

        @Override
        public void close() {
            server.close();
            components.close();
            database.close();
        }
    }
}
