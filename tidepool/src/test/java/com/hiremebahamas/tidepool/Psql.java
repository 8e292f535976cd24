package com.hiremebahamas.tidepool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The installed `psql`, which shows what libpq makes of a URL.
///
/// @param home where libpq looks for files that the URL does not name
record Psql(Path home) {

    /// Debian's `psql` on the PATH is a script in Perl, which takes ten times as long.
    private static final String PROGRAM = program();

    /// What a query returned, or why there was no connection.
    record Answer(boolean isConnected, String text) {

        /// Whether this version of libpq does not know a parameter of the URL.
        boolean isUnknown() {
            return !isConnected && text.contains("invalid URI query parameter");
        }
    }

    /// Blocks. Nothing is asked for on a terminal.
    Answer query(String url, String sql) {
        var command = new ProcessBuilder(PROGRAM, "--no-password", "--no-psqlrc", "-Atc", sql, url);
        command.environment().keySet().removeIf(name -> name.startsWith("PG"));
        command.environment().put("HOME", home.toString());
        try {
            var process = command.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Answer(process.waitFor() == 0, text);
        } catch (IOException e) {
            throw new UncheckedIOException("This test needs psql (Debian: postgresql-client)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String program() {
        var versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) return "psql";
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(folder -> folder.resolve("bin/psql"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .max(String::compareTo)
                    .orElse("psql");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
