package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The package put elsewhere, on a machine that has nothing for it: no Java, no `PATH`, no rights.
class PlacementIT {

    private static final long MAX_BYTES = 160_000_000;

    /// Arguments: the package, the name of the folder for its copy, as `printf` reads it, and a port. The copy has
    /// the times of the original, as `tar` and the layers of an image keep them.
    private static final String RUN = """
            set -eu
            parent=$(mktemp -d)
            folder="$parent/$(printf "$2")"
            mkdir -p "$folder"
            trap 'chmod -R u+w "$parent"; rm -rf "$parent"' EXIT
            cp -a "$1/app.aot" "$1/bin" "$1/runtime" "$folder"
            mkdir "$folder/lib"
            cp -a "$1"/lib/*.jar "$folder/lib"
            chmod -R a-w,a+rX "$parent"
            ordinary=
            [ "$(id -u)" = 0 ] && ordinary="setpriv --reuid=65534 --regid=65534 --clear-groups"
            mkfifo "$parent.log"
            $ordinary env -i PATH= ENVIRONMENT=production PORT="$3" "$folder/bin/hiremebahamas" >"$parent.log" 2>&1 &
            while read -r line; do
                echo "$line"
                case $line in *"is ready in"*) kill $! ;; esac
            done <"$parent.log"
            rm "$parent.log"
            wait $!
            """;

    @ParameterizedTest
    @DisplayName("R22 R26 a copy runs from its own cache: read-only, as an ordinary user, without Java or PATH")
    @ValueSource(strings = {"site", "a folder with spaces", "jos\\303\\251", "\\344\\275\\215", "far/down/below"})
    void aCopyRunsFromItsOwnCache(String folder) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        RUN,
                        "run",
                        PackagedProgram.home().toRealPath().toString(),
                        folder,
                        Integer.toString(PackagedProgram.freePort()))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("AOT cache: used", "is ready in", "Stopped");
    }

    @Test
    @DisplayName("R26 without what only development needs the package is smaller than 160 MB")
    void thePackageIsSmall() throws IOException {
        long bytes = 0;
        try (var files = Files.walk(PackagedProgram.home())) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!file.startsWith(PackagedProgram.home().resolve("lib/development"))) bytes += Files.size(file);
            }
        }

        assertThat(bytes).isLessThan(MAX_BYTES);
    }
}
