package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FakePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the packaged program sends at the start of a connection, beside the table of docs/from-python.md.
class StartUpMessageIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`([^`]+)`)?.* \\|$");

    @Test
    @DisplayName("R5 the start-up message is the one of the page, of a pooled connection and of a single one")
    void theStartUpMessageIsTheOneOfThePage() throws IOException {
        try (var server = FakePostgres.start()) {
            var environment = Map.of("DATABASE_URL", server.url());
            try (var program = PackagedProgram.ready(environment)) {
                program.status("/api/jobs");
            }
            int served = server.startUps().size();
            try (var doctor = PackagedProgram.start(List.of("doctor"), environment)) {
                doctor.exitCode();
            }

            assertThat(served).isPositive().isLessThan(server.startUps().size());
            assertThat(server.startUps()).allSatisfy(keys -> assertThat(keys).isEqualTo(documented("tidepool")));
        }
    }

    @Test
    @DisplayName("R5 the application name is the one of the address")
    void theApplicationNameIsTheOneOfTheAddress() throws IOException {
        try (var server = FakePostgres.start();
                var program = PackagedProgram.ready(
                        Map.of("DATABASE_URL", server.url() + "&application_name=hiremebahamas"))) {
            program.status("/api/jobs");

            assertThat(server.startUps())
                    .isNotEmpty()
                    .allSatisfy(keys -> assertThat(keys).isEqualTo(documented("hiremebahamas")));
        }
    }

    private static Map<String, String> documented(String applicationName) throws IOException {
        var page = Files.readString(Path.of("../docs/from-python.md"));
        var section = page.substring(page.indexOf("## What is sent"), page.indexOf("## Commands"));
        var keys = new TreeMap<String, String>();
        ROW.matcher(section).results().forEach(row -> keys.put(row.group(1), row.group(2)));
        assertThat(keys).containsEntry("application_name", "tidepool");
        keys.putAll(Map.of("user", "ann", "database", "site", "application_name", applicationName));
        return keys;
    }
}
