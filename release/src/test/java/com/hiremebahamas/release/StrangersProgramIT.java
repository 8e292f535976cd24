package com.hiremebahamas.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// examples/plain, in a folder of its own, with the library from the folder into which it was published.
class StrangersProgramIT {

    private static final String MAIN = "com.hiremebahamas.examples.plain/com.hiremebahamas.examples.plain.FirstQuery";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void build() throws IOException {
        SourceTree.copy(SourceTree.ROOT.resolve("examples/plain"), folder);
        CommandResult.ofMaven(
                        folder,
                        DryRun.shared().localRepository(),
                        "package",
                        "-Dtidepool.version=" + PublishedModule.VERSION,
                        "-Dtidepool.repository=" + DryRun.shared().registry().toUri())
                .succeeded();
    }

    @Test
    void itAsksADatabaseOnTheModulePath() {
        var server = PostgresServer.shared();

        var result = run(Map.of("DATABASE_URL", server.url(server.createDatabase())));

        assertThat(result.succeeded().output()).contains("Answered by PostgreSQL 18.");
    }

    @Test
    void withoutAnAddressItSaysWhatToDo() {
        var result = run(Map.of());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("DATABASE_URL is not set. Set it to");
    }

    @Test
    void theBillOfMaterialsNamesTheJarsThatItGets() throws IOException {
        var materials = BillOfMaterials.of(
                new PublishedModule("tidepool").in(DryRun.shared().registry(), "-cyclonedx.json"));

        try (var jars = Files.list(folder.resolve("target/modules"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString())
                            .filter(jar -> !jar.matches("(first-query|slf4j-jdk14|tidepool)-.*")))
                    .containsExactlyInAnyOrderElementsOf(materials.jars().toList());
        }
    }

    private static CommandResult run(Map<String, String> environment) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return CommandResult.of(folder, environment, List.of(java, "-p", "target/modules", "-m", MAIN));
    }
}
