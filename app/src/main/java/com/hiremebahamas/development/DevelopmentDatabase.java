package com.hiremebahamas.development;

import com.hiremebahamas.demo.Demo;
import com.hiremebahamas.schema.Migrations;
import com.hiremebahamas.schema.Migrations.OtherTables;
import com.hiremebahamas.schema.Migrations.Outcome;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
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

/// The embedded database of development: started, migrated and, at the first start, filled with demo data.
public final class DevelopmentDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentDatabase.class);

    private static final Demo.Size DEMO = new Demo.Size(2000, 600, 242);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final FileChannel lock;
    private final EmbeddedPostgresServer server;

    private DevelopmentDatabase(FileChannel lock, EmbeddedPostgresServer server) {
        this.lock = lock;
        this.server = server;
    }

    /// Blocks until the database accepts queries. Null, after an error in the log, when it cannot be started:
    /// the site then runs without a database.
    public static @Nullable DevelopmentDatabase start(Path dataFolder) {
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

    private static DevelopmentDatabase open(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        var lock = lock(folder);
        try {
            return prepared(new DevelopmentDatabase(lock, EmbeddedPostgresServer.start(folder)), folder);
        } catch (IOException | RuntimeException | LinkageError e) {
            lock.close();
            throw e;
        }
    }

    private static DevelopmentDatabase prepared(DevelopmentDatabase database, Path folder) throws IOException {
        try {
            database.prepare(folder);
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Released by the system when the process ends, in whatever way.
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) return channel;
        channel.close();
        throw new IOException("another HireMeBahamas works in this folder; stop it, or set DATA_FOLDER");
    }

    private void prepare(Path folder) throws IOException {
        var migrations =
                new Migrations(Tidepool.unpooled(url(), CONNECT_TIMEOUT), Migrations.Lock.SESSION, OtherTables.REFUSE);
        switch (migrations.run()) {
            case Outcome.Done done -> log.info("The embedded PostgreSQL is at {}, schema V{}", url(), done.to());
            case Outcome.NotReached(var problem) -> throw new IOException(problem);
            case Outcome.Occupied(var names) -> throw new IOException("it holds other tables: " + names);
            case Outcome.Forbidden(var problem) -> throw new IOException(problem);
            case Outcome.Failed(var problem) -> throw new IOException("a migration failed: " + problem);
            case Outcome.ScriptFailed(var version, var _, var problem) ->
                throw new IOException("migration V" + version + " failed: " + problem);
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
            var generated = passwords.generate(new SecureRandom());
            demo.addAccounts(hashes(generated));
            passwords.write(generated);
        }
    }

    private static Map<String, String> hashes(Map<String, String> passwords) {
        try (var hasher = new PasswordHasher()) {
            var hashes = new LinkedHashMap<String, String>();
            passwords.forEach((email, password) -> hashes.put(email, hasher.hash(password)));
            return hashes;
        }
    }

    /// The server listens on the loopback interface only.
    public DatabaseUrl.Valid url() {
        var text = "postgresql://postgres:" + server.password() + "@127.0.0.1:" + server.port()
                + "/postgres?sslmode=disable";
        return (DatabaseUrl.Valid) DatabaseUrl.parse(text);
    }

    /// Stops the server; the data stay.
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
