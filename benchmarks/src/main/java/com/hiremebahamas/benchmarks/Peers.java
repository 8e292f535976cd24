package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The same three endpoints as people would build them with something else, each by the documents of its makers;
/// `benchmarks/peers` holds them.
///
/// FastAPI runs twice: as Debian installs it and with a ping before each use of a connection, which is how the old
/// site ran; and without the ping, with the loop and the parser in C that uvicorn takes when they are there. One
/// process each, as the site is one: a second of FastAPI or Fastify showed no clear gain beside a database on the
/// same two cores.
record Peers(Contestant fastApi, Contestant fastApiInC, Contestant fastify, Contestant spring) {

    private static final String NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/absent?sslmode=disable";

    /// Times each is asked before the cache is written.
    private static final int TRAINING = 50;

    List<Contestant> all() {
        return List.of(fastApi, fastApiInC, fastify, spring);
    }

    /// Installs what they need, builds what has to be built, and trains Spring's AOT cache.
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
        return new Contestant(name, List.of("sh", "-c", command), environment(NOWHERE));
    }

    private static Contestant fastify(Path place) throws IOException {
        Shell.require(List.of("npm", "ci", "--prefix", place.toString(), "--no-audit", "--no-fund", "--silent"));
        var script = place.resolve("site.js").toString();
        return new Contestant("Fastify", List.of("node", script), environment(NOWHERE));
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

    /// By a real start and real requests with a database, as the site's own cache is made.
    private static void train(Contestant spring, BenchDatabase database) throws IOException, InterruptedException {
        try (database;
                var training =
                        spring.with("", environment(database.pooledUrl())).start()) {
            Boots.awaitHealth(training);
            for (int i = 1; i <= TRAINING; i++) {
                for (var path : List.of(Ask.HEALTH.path(0), Ask.USER.path(i), Ask.JOBS.path(0))) {
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
        return new Contestant("Spring Boot", command, environment(NOWHERE));
    }

    /// The same database, spelt as each of them reads it.
    static Map<String, String> environment(String url) {
        var valid = (DatabaseUrl.Valid) DatabaseUrl.parse(url);
        var separator = valid.jdbcUrl().contains("?") ? "&" : "?";
        return Map.of(
                "DATABASE_URL",
                url,
                "SQLALCHEMY_URL",
                url.replace("postgresql://", "postgresql+asyncpg://").replaceAll("\\?.*", ""),
                "JDBC_URL",
                valid.jdbcUrl() + separator + "sslmode=disable&user=" + valid.user() + "&password=" + valid.password());
    }
}
