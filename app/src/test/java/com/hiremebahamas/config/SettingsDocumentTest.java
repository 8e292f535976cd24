package com.hiremebahamas.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.SettingsReader.Source;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// docs/settings.md and the code say the same.
class SettingsDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (?:`([^`]*)`|—) \\|");

    @Test
    @DisplayName("R22 the table lists exactly the variables that the program reads")
    void theTableListsExactlyTheVariablesThatTheProgramReads() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        entries().stream().map(SettingsReader.Entry::name).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("R22 the table's defaults are the code's")
    void theTablesDefaultsAreTheCodes() throws IOException {
        var defaults = new TreeMap<String, String>();
        for (var entry : entries()) defaults.put(entry.name(), entry.source() == Source.DEFAULT ? entry.value() : "");

        assertThat(table()).isEqualTo(defaults);
    }

    @Test
    @DisplayName("R18 R22 in production two defaults are others: all addresses, and no API document")
    void inProductionTwoDefaultsAreOthers() {
        var production = Settings.from(Map.of("ENVIRONMENT", "production")::get).entries();

        assertThat(production.stream().filter(entry -> !entries().contains(entry)))
                .extracting(entry -> entry.name() + "=" + entry.value())
                .containsExactly("ENVIRONMENT=production", "LISTEN_ADDRESS=0.0.0.0", "API_DOCS=false");
    }

    @Test
    @DisplayName("R22 the addresses in the documents verify the server")
    void theAddressesInTheDocumentsVerifyTheServer() throws IOException {
        var settings = Files.readString(Path.of("../docs/settings.md"));
        var addresses =
                Pattern.compile("`(postgresql://[^`]*)`").matcher(settings).results();

        assertThat(addresses.map(address -> DatabaseUrl.parse(address.group(1))))
                .hasSize(2)
                .allSatisfy(url -> assertThat(((DatabaseUrl.Valid) url).properties())
                        .containsEntry("sslmode", "verify-full")
                        .containsKey("sslfactory"));
        assertThat(Files.readString(Path.of("../docs/operations.md")))
                .contains("?sslmode=verify-full&sslrootcert=system");
    }

    private static List<SettingsReader.Entry> entries() {
        return Settings.from(name -> null).entries();
    }

    private static Map<String, String> table() throws IOException {
        var table = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("../docs/settings.md"))).results().forEach(row -> {
            var shown = row.group(2) == null ? "" : row.group(2);
            assertThat(table.put(row.group(1), shown)).as(row.group(1)).isNull();
        });
        return table;
    }
}
