package com.hiremebahamas.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL server as a child process, with its data in a folder. The only class that uses the embedded
/// binaries, which are on the class path in development alone.
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// Blocks until the server accepts connections: seconds at the first start, which unpacks the binaries,
    /// then a fraction of one.
    static EmbeddedPostgresServer start(Path folder) throws IOException {
        var data = folder.resolve("postgres");
        stopOrphan(data.resolve("postmaster.pid"));
        return new EmbeddedPostgresServer(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Never the parent of the data folder: the library deletes old folders with a lock file there.
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
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

    /// A killed process leaves its server running, or at least the server's pid file.
    private static void stopOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) return;
        long id = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var orphan = ProcessHandle.of(id).filter(EmbeddedPostgresServer::isPostgres);
        if (orphan.isPresent()) stop(orphan.get());
        Files.deleteIfExists(pidFile);
    }

    /// Process ids are reused: this may be another program by now.
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(path -> path.endsWith("/postgres"))
                .isPresent();
    }

    private static void stop(ProcessHandle orphan) throws IOException {
        orphan.destroy();
        try {
            orphan.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the PostgreSQL of an earlier start, process " + orphan.pid() + ", does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
