package com.hiremebahamas.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a command ended, and all that it printed.
record CommandResult(int exitCode, String output) {

    private static final Set<String> NOT_INHERITED =
            Set.of("DATABASE_URL", "PUBLISH_URL", "MAVEN_GPG_KEY", "MAVEN_GPG_PASSPHRASE", "MAVEN_GPG_KEY_FINGERPRINT");

    static CommandResult of(Path folder, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // The tests use no key and no address of the person who runs them.
        builder.environment().keySet().removeAll(NOT_INHERITED);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Maven in a folder, with a local repository.
    static CommandResult ofMaven(Path folder, Path localRepository, String... arguments) {
        var command = new ArrayList<>(List.of("mvn", "-B", "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(arguments));
        return of(folder, Map.of(), command);
    }

    CommandResult succeeded() {
        assertThat(exitCode).as(output).isZero();
        return this;
    }
}
