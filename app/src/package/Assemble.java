import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;

/// Completes a package, `java Assemble.java dist/hiremebahamas`: trims its jars, links its runtime, and makes its
/// AOT cache by a real start and real requests.
///
/// The cache holds for one runtime only, so the package carries it and is trained by it. A first process, in
/// development, brings an embedded database with demo data; the trainee serves from it as in production. Where
/// no embedded database can start, the trainee is trained without one.
final class Assemble {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// With the recorded profiles the compilers begin their work with the program, on the processors that it
    /// needs for its start: a tenth of the boot, and no request is answered sooner for it
    /// (docs/decisions/0006).
    private static final String WITHOUT_PROFILES = " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining";

    /// Those that the program and its libraries use (`jdeps --print-module-deps`); not `java.desktop`, which is
    /// named only by a geometric type of the driver and by metrics of another log. By `jdk.security.auth` the
    /// embedded PostgreSQL of development learns whether it runs as root, by name and not by reference.
    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.net.http,"
            + "java.security.jgss,java.sql,jdk.jfr,jdk.management,jdk.security.auth,jdk.unsupported";

    private static final Set<Attributes.Name> KEPT =
            Set.of(Attributes.Name.MANIFEST_VERSION, Attributes.Name.MULTI_RELEASE);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath();
        trimJars(home.resolve("lib"));
        link(home.resolve("runtime"));
        var data = Files.createTempDirectory("hiremebahamas-training");
        Files.deleteIfExists(home.resolve("app.aot"));
        int port = freePort();
        int developmentPort = freePort();
        var development = start(home, data, developmentPort, Map.of("ENVIRONMENT", "development"));
        try {
            var database = databaseUrl(data, developmentPort, development);
            var trainee = start(home, data, port, Map.of(
                    "ENVIRONMENT", "production",
                    "LOG_LEVEL", "info",
                    "DATABASE_URL", database,
                    "METRICS_TOKEN", "training",
                    "JAVA_OPTS", "-XX:AOTCacheOutput=" + home.resolve("app.aot") + WITHOUT_PROFILES));
            sendRequests(port, trainee);
            stop(trainee);
        } finally {
            stop(development);
            deleteAll(data);
        }
        var cache = home.resolve("app.aot");
        if (!Files.exists(cache)) throw new IllegalStateException("No AOT cache came of the training");
        System.out.println("Trained app.aot, " + Files.size(cache) / (1 << 20) + " MiB");
    }

    /// Compressed it is 27 MB smaller; the classes of a start come from the AOT cache.
    private static void link(Path runtime) throws IOException {
        if (Files.exists(runtime)) deleteAll(runtime);
        var jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int failed = jlink.run(
                System.out, System.err, "--add-modules", MODULES, "--compress=zip-6", "--no-header-files",
                "--no-man-pages", "--output", runtime.toString());
        if (failed != 0) throw new IllegalStateException("jlink made no runtime");
    }

    /// Removes from each jar what costs the start time: signatures, because the JVM archives no class of a
    /// signed jar and verifies each one that it loads; and what its manifest says beside the version of the
    /// format, because the JVM parses the manifest of every jar with a class in the cache before `main`. That of
    /// the program itself, with its version, stays.
    private static void trimJars(Path lib) throws IOException {
        try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (var jar : jars) {
                if (!jar.endsWith("app.jar")) trimJar(jar);
            }
        }
    }

    private static void trimJar(Path jar) throws IOException {
        try (var files = FileSystems.newFileSystem(jar);
                var signatures = Files.newDirectoryStream(files.getPath("META-INF"), "*.{SF,RSA,DSA,EC}")) {
            for (var signature : signatures) Files.delete(signature);
            trimManifest(files.getPath(JarFile.MANIFEST_NAME));
        }
    }

    private static void trimManifest(Path file) throws IOException {
        if (!Files.exists(file)) return;
        var manifest = new Manifest(new ByteArrayInputStream(Files.readAllBytes(file)));
        manifest.getEntries().clear();
        manifest.getMainAttributes().keySet().retainAll(KEPT);
        try (var out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }

    /// What people and programs request most, a few times each, and each kind of error once.
    private static void sendRequests(int port, Process trainee) throws Exception {
        var site = "http://localhost:" + port;
        awaitAnswer(site + "/health", trainee);
        awaitAnswer(site + "/sign-in", trainee);
        var paths = List.of(
                "/health", "/ready", "/", "/jobs", "/jobs?q=chef&island=exuma", "/api/jobs", "/api/jobs?q=chef&limit=5",
                "/jobs/1", "/api/jobs/1", "/api/islands", "/register", "/sign-in", "/me", "/nowhere",
                "/api/nowhere", "/api/auth/me", "/api/jobs?cursor=bad", "/jobs/new");
        for (int round = 0; round < 5; round++) {
            for (var path : paths) {
                get(site + path);
                // Answered anew, where the one above is answered from memory.
                get(site + path, "Authorization", "Bearer nobody");
            }
        }
        post(site + "/api/auth/register", "{\"email\":\"nobody\"}");
        post(site + "/api/auth/login", "{\"email\":\"nobody@example.com\",\"password\":\"not the password\"}");
        post(site + "/api/jobs", "{}");
    }

    private static int get(String address, String... headers) throws Exception {
        var builder = HttpRequest.newBuilder(URI.create(address))
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(20));
        var request = (headers.length == 0 ? builder : builder.headers(headers)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void post(String address, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static Process start(Path home, Path data, int port, Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin/hiremebahamas").toString()).inheritIO();
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.matches("DATABASE_URL.*|DIRECT_URL|REDIS_URL|JAVA_OPTS"));
        builder.environment().putAll(Map.of(
                "PORT", Integer.toString(port), "DATA_FOLDER", data.toString(), "LOG_LEVEL", "error"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    /// Where the embedded server listens, by its own note, once the demo data are in; a database that is not
    /// there when none could be started.
    private static String databaseUrl(Path data, int port, Process development) throws Exception {
        try {
            awaitAnswer("http://localhost:" + port + "/api/jobs", development);
        } catch (IllegalStateException e) {
            System.out.println("No embedded database could be started: the cache is trained without one, and the"
                    + " first pages will be slower");
            return "postgresql://nobody:nothing@127.0.0.1:9/absent?sslmode=disable";
        }
        var note = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        var password = Files.readString(data.resolve("postgres-password.txt")).strip();
        return "postgresql://postgres:" + password + "@127.0.0.1:" + note.get(3).strip() + "/postgres?sslmode=disable";
    }

    /// Waits until the application answers behind the open port.
    private static void awaitAnswer(String address, Process process) throws Exception {
        for (long until = System.nanoTime() + LIMIT.toNanos(); process.isAlive() && System.nanoTime() < until; ) {
            try {
                if (get(address) == 200) return;
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("The program to be trained does not answer");
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

    private static void deleteAll(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (var file : files) Files.deleteIfExists(file);
    }
}
