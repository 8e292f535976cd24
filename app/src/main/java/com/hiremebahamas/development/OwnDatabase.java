package com.hiremebahamas.development;

import com.hiremebahamas.accounts.PasswordHasher;
import com.hiremebahamas.demo.Demo;
import com.hiremebahamas.schema.Migrations;
import com.hiremebahamas.schema.Migrations.Outcome;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database of a laptop: started, migrated and, the first time, filled with demo data.
public final class OwnDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OwnDatabase.class);

    private static final Demo.Amount DEMO = new Demo.Amount(2000, 600, 242);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FileChannel lock;
    private final EmbeddedPostgresServer server;

    private OwnDatabase(FileChannel lock, EmbeddedPostgresServer server) {
        this.lock = lock;
        this.server = server;
    }

    /// Blocks until the database is ready to be used. Null, after an error in the log, when it cannot be: the site
    /// then works as it does without a database.
    public static @Nullable OwnDatabase start(Path dataFolder) {
        try {
            return open(dataFolder.toAbsolutePath());
        } catch (IOException | RuntimeException | LinkageError e) {
            log.error(
                    "No PostgreSQL could be started in {}: {}. Set DATABASE_URL to use another.",
                    dataFolder,
                    e.toString());
            return null;
        }
    }

    private static OwnDatabase open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var lock = lock(folder);
        try {
            return ready(new OwnDatabase(lock, EmbeddedPostgresServer.start(folder)), folder);
        } catch (IOException | RuntimeException | LinkageError e) {
            lock.close();
            throw e;
        }
    }

    private static OwnDatabase ready(OwnDatabase database, Path folder) throws IOException {
        try {
            database.prepare(folder);
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Held as long as the process lives, however it ends.
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) return channel;
        channel.close();
        throw new IOException("another HireMeBahamas works in this folder; stop it, or set DATA_FOLDER");
    }

    private void prepare(Path folder) throws IOException {
        var migrations = new Migrations(Tidepool.unpooled(url(), PATIENCE), Migrations.Lock.SESSION);
        switch (migrations.run()) {
            case Outcome.Done done -> log.info("The embedded PostgreSQL is at {}, schema V{}", url(), done.to());
            case Outcome.NotReached(var problem) -> throw new IOException(problem);
            case Outcome.Failed(var problem) -> throw new IOException("a migration failed: " + problem);
        }
        var passwords = new DemoPasswords(folder);
        if (!passwords.exist()) fill(passwords);
        passwords.read().forEach((email, password) -> log.info("Demo account: {} with password {}", email, password));
    }

    private void fill(DemoPasswords passwords) throws IOException {
        try (var database = Tidepool.of(url(), PoolSettings.DEFAULT)) {
            var quiet = new PrintStream(OutputStream.nullOutputStream());
            var demo = new Demo(database, InstantSource.system(), quiet, false);
            if (demo.isNeeded()) demo.fill(DEMO, true);
            var made = passwords.make(new SecureRandom());
            demo.letIn(hashes(made));
            passwords.keep(made);
        }
    }

    private static Map<String, String> hashes(Map<String, String> passwords) {
        try (var hasher = new PasswordHasher()) {
            var hashes = new LinkedHashMap<String, String>();
            passwords.forEach((email, password) -> hashes.put(email, hasher.hash(password)));
            return hashes;
        }
    }

    /// Trusts whoever reaches it: it listens on this machine only.
    public DatabaseUrl.Valid url() {
        var text = "postgresql://postgres:postgres@127.0.0.1:" + server.port() + "/postgres?sslmode=disable";
        return (DatabaseUrl.Valid) DatabaseUrl.parse(text);
    }

    /// Stops the server and keeps the data.
    @Override
    public void close() {
        try {
            server.close();
            lock.close();
        } catch (IOException | RuntimeException e) {
            log.warn("The embedded PostgreSQL did not stop as it should: {}", e.toString());
        }
    }
}
