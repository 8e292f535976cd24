package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged site and the baselines, each with an AOT cache from a training run.
///
/// @param otherBuilds of the site, named by their folders
/// @param launcher of the site
record Contestants(Contestant site, List<Contestant> otherBuilds, Contestant jdk, Contestant jetty, Path launcher) {

    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData");

    /// @param folder for the AOT caches of the baselines
    /// @param otherBuilds folders of other packaged sites
    static Contestants train(Path root, Path folder, List<Path> otherBuilds) throws IOException, InterruptedException {
        var launcher = launcher(root.resolve("dist/hiremebahamas"));
        return new Contestants(
                site("HireMeBahamas", launcher),
                otherBuilds.stream()
                        .map(build -> site(build.toString(), launcher(build)))
                        .toList(),
                baseline("JdkBaseline", folder),
                baseline("JettyBaseline", folder),
                launcher);
    }

    /// The site first, then its other builds, then the peers.
    List<Contestant> withDatabase(@Nullable Peers peers, BenchDatabase database) {
        var all = new ArrayList<>(List.of(site.with("", database.environment())));
        for (var build : otherBuilds) all.add(build.with("", database.environment()));
        if (peers != null) {
            var environment = Peers.environment(database.pooledUrl());
            peers.all().forEach(peer -> all.add(peer.with("", environment)));
        }
        return all;
    }

    /// The program in the folder of a packaged site.
    static Path launcher(Path build) {
        return build.resolve("bin/hiremebahamas");
    }

    private static Contestant site(String name, Path launcher) {
        return new Contestant(
                name,
                List.of(launcher.toString()),
                Map.of("ENVIRONMENT", "production", "LOG_LEVEL", "error", "DATABASE_URL", ""));
    }

    private static Contestant baseline(String main, Path folder) throws IOException, InterruptedException {
        var cache = folder.resolve(main + ".aot");
        try (var training = new Contestant(main, java(main, "-XX:AOTCacheOutput=" + cache), Map.of()).start()) {
            BootTimes.awaitHealth(training);
            training.process().destroy();
            training.process().waitFor(60, TimeUnit.SECONDS);
        }
        return new Contestant(main, java(main, "-XX:AOTCache=" + cache), Map.of());
    }

    /// The command that runs a main class of this module in its own JVM.
    static List<String> java(String main, String option) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add(option);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.hiremebahamas.benchmarks." + main);
        return command;
    }
}
