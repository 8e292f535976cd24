package com.hiremebahamas.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL server as a child process, with its data in a folder. The only class that uses the embedded
/// binaries, which are on the class path in development alone.
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final String PASSWORD = "postgres-password.txt";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /// Blocks until the server accepts connections: seconds at the first start, which unpacks the binaries,
    /// then a fraction of one.
    static EmbeddedPostgresServer start(Path folder) throws IOException {
        var data = folder.resolve("postgres");
        stopOrphan(data.resolve("postmaster.pid"));
        var password = password(folder, data);
        var binaries = PrivateFiles.folder(folder.resolve("postgres-binaries"));
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Options of initdb, the later ones of which count: every user of this machine reaches the port, and a
                // superuser runs programs as the developer. Its own locale: the machine's may not be installed.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", folder.resolve(PASSWORD).toString())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("unix_socket_directories", "")
                .setConnectConfig("password", password)
                // Never the parent of the data folder: the library deletes old folders with a lock file there.
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .start();
        PrivateFiles.folder(binaries);
        return new EmbeddedPostgresServer(postgres, password);
    }

    /// Of the superuser: generated for one folder of data.
    private static String password(Path folder, Path data) throws IOException {
        var file = folder.resolve(PASSWORD);
        if (Files.exists(file)) return Files.readString(file).strip();
        if (Files.exists(data))
            throw new IOException(
                    "the database there was made by an earlier version and lets every user of this machine in;"
                            + " delete the folder to begin anew");
        var password = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        PrivateFiles.write(file, password + "\n");
        return password;
    }

    /// Of letters and digits.
    String password() {
        return password;
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
