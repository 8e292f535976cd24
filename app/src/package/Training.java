import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Makes the AOT cache of a package by a real start and real requests.
///
/// A first process, in development, brings an embedded database with demo data; the trainee serves from it as in
/// production.
final class Training {

    /// With the recorded profiles the compilers begin their work with the program, on the processors that it
    /// needs for its start: a tenth of the boot, and no request is answered sooner for it
    /// (docs/decisions/0006).
    private static final String WITHOUT_PROFILES = " -XX:-AOTRecordTraining";

    private Training() {}

    static void run(Path home) throws Exception {
        var cache = home.resolve("app.aot");
        Files.deleteIfExists(cache);
        var data = Files.createTempDirectory("hiremebahamas-training");
        int developmentPort = freePort();
        var development = start(home, data, developmentPort, Map.of("ENVIRONMENT", "development"));
        try (var database = TrainingDatabase.of(data, new TrainingRequests(developmentPort, development))) {
            train(home, data, database, cache);
        } finally {
            stop(development);
            deleteAll(data);
        }
        if (!Files.exists(cache)) throw new IllegalStateException("No AOT cache came of the training");
        System.out.println("Trained app.aot, " + Files.size(cache) / (1 << 20) + " MiB");
    }

    private static void train(Path home, Path data, TrainingDatabase database, Path cache) throws Exception {
        int port = freePort();
        var trainee = start(home, data, port, Map.of(
                "ENVIRONMENT", "production",
                "PUBLIC_ORIGIN", "http://localhost:" + port,
                "LOG_LEVEL", "info",
                "DATABASE_URL", database.url(),
                "METRICS_TOKEN", "training",
                "MAIL_URL", "smtp://training:training@localhost",
                "JAVA_OPTS", "-XX:AOTCacheOutput=" + cache + WITHOUT_PROFILES));
        try {
            new TrainingRequests(port, trainee).send(member(data, database));
        } finally {
            stop(trainee);
        }
    }

    /// The first of the demo accounts, whose address is confirmed; empty without a database.
    private static String member(Path data, TrainingDatabase database) throws IOException {
        return database.exists() ? Files.readAllLines(data.resolve("demo-accounts.txt")).getFirst() : "";
    }

    private static Process start(Path home, Path data, int port, Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin/hiremebahamas").toString()).inheritIO();
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("DATABASE_URL.*|DIRECT_URL|REDIS_URL|MAIL_.*|JAVA_OPTS"));
        builder.environment().putAll(Map.of(
                "PORT", Integer.toString(port), "DATA_FOLDER", data.toString(), "LOG_LEVEL", "error"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        // The JVM writes the cache as it ends, in a process of its own.
        if (!process.waitFor(120, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void deleteAll(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (var file : files) Files.deleteIfExists(file);
    }
}
