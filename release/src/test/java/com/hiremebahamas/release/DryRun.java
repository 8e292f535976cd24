package com.hiremebahamas.release;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.openpgp.PGPException;

/// What `bin/publish --dry-run` makes of a copy of the sources: in another folder than the build around this test, with
/// another time zone, another language and other rights of new files.
///
/// @param sources         the copy
/// @param registry        the folder into which it was published
/// @param key             which signed it
/// @param localRepository Maven's own with nothing of HireMeBahamas in it
record DryRun(Path sources, Path registry, SigningKey key, Path localRepository) {

    private static final String SCRIPT = "umask 077; chmod -R g+w .; exec bin/publish --dry-run \"$@\"";

    private static final class Shared {
        private static final DryRun RUN = run();
    }

    /// The one of this JVM, made at its first use. Maven publishes nothing when it is offline: the test is skipped.
    static DryRun shared() {
        assumeThat(Boolean.getBoolean("maven.offline")).as("Maven is offline").isFalse();
        return Shared.RUN;
    }

    private static DryRun run() {
        try {
            var folder = Path.of("target", "dry-run").toAbsolutePath();
            SourceTree.delete(folder);
            var sources = folder.resolve("sources");
            SourceTree.copy(SourceTree.ROOT, sources);
            var run = new DryRun(sources, folder.resolve("registry"), SigningKey.create(), folder.resolve("local"));
            run.linkLocalRepository();
            CommandResult.of(sources, run.environment(), run.command()).succeeded();
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "bin/publish"));
        command.add(registry.toString());
        command.add("-Dmaven.repo.local=" + localRepository);
        // What was checked in the build around this, and changes no byte.
        command.addAll(List.of("-Dspotless.check.skip", "-Derrorprone.nullness=-XepDisableAllChecks"));
        return command;
    }

    private Map<String, String> environment() throws IOException {
        return Map.of(
                "TZ",
                "Pacific/Kiritimati",
                "LC_ALL",
                "C",
                "MAVEN_OPTS",
                options() + " -Duser.language=tr -Duser.country=TR",
                "MAVEN_GPG_KEY",
                key.armored(),
                "MAVEN_GPG_PASSPHRASE",
                SigningKey.PASSPHRASE);
    }

    private static String options() {
        var options = System.getenv("MAVEN_OPTS");
        return options == null ? "" : options;
    }

    /// All that Maven has, by links. What is resolved from the registry stays out of Maven's own.
    private void linkLocalRepository() throws IOException {
        var theirs = Path.of(System.getProperty("maven.repo.local"));
        link(theirs, localRepository, "com");
        if (Files.exists(theirs.resolve("com")))
            link(theirs.resolve("com"), localRepository.resolve("com"), "hiremebahamas");
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (var folders = Files.list(from)) {
            for (var folder : folders.filter(name -> !name.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(folder.getFileName()), folder);
            }
        }
    }
}
