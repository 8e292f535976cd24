package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The same four endpoints in other frameworks, each built as its documentation recommends; the sources are in
/// `benchmarks/peers`.
///
/// FastAPI runs in two configurations: as Debian installs it, with a ping before each use of a connection, as the old
/// site ran; and without the ping, with uvloop and httptools, which uvicorn prefers when they are installed. Each peer
/// is one process, as the site is: a second process of FastAPI or Fastify showed no clear gain, with the database on
/// the same two cores.
record Peers(Contestant fastApi, Contestant fastApiUvloop, Contestant fastify, Contestant spring) {

    private static final String ABSENT = "postgresql://nobody:nothing@127.0.0.1:1/absent?sslmode=disable";

    /// Requests to each endpoint before the AOT cache is written.
    private static final int TRAINING_REQUESTS = 50;

    List<Contestant> all() {
        return List.of(fastApi, fastApiUvloop, fastify, spring);
    }

    /// Installs their dependencies, builds them, and trains the AOT cache of Spring Boot.
    static Peers prepare(Path root, Path folder, Path launcher) throws IOException, InterruptedException {
        var peers = root.resolve("benchmarks/peers");
        var python = peers.resolve("fastapi");
        return new Peers(
                fastApi("FastAPI", "UvicornH11Worker", python),
                fastApi("FastAPI, uvloop", "UvicornWorker", python).with("", Map.of("PRE_PING", "off")),
                fastify(peers.resolve("fastify")),
                spring(peers, folder, launcher));
    }

    private static Contestant fastApi(String name, String worker, Path place) {
        var command = "exec gunicorn --workers 1 --worker-class uvicorn.workers." + worker + " --chdir '" + place
                + "' --bind 127.0.0.1:$PORT peer:app";
        return new Contestant(name, List.of("sh", "-c", command), environment(ABSENT));
    }

    private static Contestant fastify(Path place) throws IOException {
        Shell.require(List.of("npm", "ci", "--prefix", place.toString(), "--no-audit", "--no-fund", "--silent"));
        var script = place.resolve("site.js").toString();
        return new Contestant("Fastify", List.of("node", script), environment(ABSENT));
    }

    private static Contestant spring(Path peers, Path folder, Path launcher) throws IOException, InterruptedException {
        var project = peers.resolve("spring-boot");
        Shell.require(List.of("mvn", "-q", "-B", "-f", project.toString(), "package"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = project.resolve("target/site.jar").toString();
        var place = folder.resolve("spring").toString();
        Shell.require(List.of(java, "-Djarmode=tools", "-jar", jar, "extract", "--destination", place));

        var cache = folder.resolve("spring.aot");
        train(spring(java, place, "-XX:AOTCacheOutput=" + cache), new BenchDatabase(launcher, folder));
        return spring(java, place, "-XX:AOTCache=" + cache);
    }

    /// A training run with a database and requests, as the site's cache has.
    private static void train(Contestant spring, BenchDatabase database) throws IOException, InterruptedException {
        try (database;
                var training =
                        spring.with("", environment(database.pooledUrl())).start()) {
            BootTimes.awaitHealth(training);
            for (int i = 1; i <= TRAINING_REQUESTS; i++) {
                for (var path : List.of(
                        Workload.HEALTH.path(0), Workload.USER.path(i), Workload.JOB.path(0), Workload.JOBS.path(0))) {
                    URI.create(training.url(path)).toURL().openStream().readAllBytes();
                }
            }
            training.process().destroy();
            training.process().waitFor(120, TimeUnit.SECONDS);
        }
    }

    private static Contestant spring(String java, String place, String aot) {
        var command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UsePerfData",
                "-Dspring.aot.enabled=true",
                aot,
                "-jar",
                place + "/site.jar");
        return new Contestant("Spring Boot", command, environment(ABSENT));
    }

    /// The variables that name the same database, one for each framework. asyncpg takes the authority from the
    /// application and not from the address.
    static Map<String, String> environment(String url) {
        var valid = (DatabaseUrl.Valid) DatabaseUrl.parse(url);
        return Map.of(
                "DATABASE_URL",
                url,
                "SQLALCHEMY_URL",
                url.replace("postgresql://", "postgresql+asyncpg://").replaceAll("\\?.*", ""),
                "SSL_ROOT_CERT",
                valid.properties().getOrDefault("sslrootcert", ""),
                "JDBC_URL",
                "jdbc:" + url.replaceFirst("//.*@", "//") + "&user=" + valid.user() + "&password=" + valid.password());
    }
}
