package com.hiremebahamas.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL of the program's own, whose data stay in a folder. The only class that knows the embedded binaries,
/// which are on the class path in development alone.
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// Blocks until the server answers: seconds the first time, when the binaries are unpacked, later a fraction of
    /// one.
    static EmbeddedPostgresServer start(Path folder) throws IOException {
        var data = folder.resolve("postgres");
        endOrphan(data.resolve("postmaster.pid"));
        return new EmbeddedPostgresServer(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Never the folder above the data: old folders there with a lock file are taken for rubbish.
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .start());
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /// A program that was killed leaves its server behind, or at least the note in which the server says who it is.
    private static void endOrphan(Path note) throws IOException {
        if (!Files.exists(note)) return;
        long id = Long.parseLong(Files.readAllLines(note).getFirst().strip());
        var orphan = ProcessHandle.of(id).filter(EmbeddedPostgresServer::isPostgres);
        if (orphan.isPresent()) end(orphan.get());
        Files.deleteIfExists(note);
    }

    /// Process ids are used again: this may be somebody else by now.
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(path -> path.endsWith("/postgres"))
                .isPresent();
    }

    private static void end(ProcessHandle orphan) throws IOException {
        orphan.destroy();
        try {
            orphan.onExit().get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the PostgreSQL of an earlier start, process " + orphan.pid() + ", does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
