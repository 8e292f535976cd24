package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Which version the packaged program says it is.
class VersionIT {

    @Test
    @DisplayName("R18 R26 the program and the API document name the version, the program its commit and JVM too")
    void theProgramAndTheApiDocumentNameTheVersion() throws IOException {
        var version = Files.readString(Path.of("../pom.xml")).replaceFirst("(?s).*?<version>([^<]*)</version>.*", "$1");

        try (var program = PackagedProgram.start(List.of("--version"), Map.of())) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output().lines()).first().isEqualTo("HireMeBahamas " + version);
            assertThat(program.output())
                    .containsPattern("(?m)^Commit " + commit() + "(, with changes)?$")
                    .containsPattern("(?m)^JVM .* 25\\.");
            assertThat(program.errors()).isEmpty();
        }
        try (var program = PackagedProgram.ready(Map.of("API_DOCS", "true"))) {
            assertThat(program.get("/api/openapi.json").body()).contains("\"version\": \"" + version + "\"");
        }
    }

    private static String commit() throws IOException {
        if (!Files.exists(Path.of("../.git"))) return "unknown";
        var git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
