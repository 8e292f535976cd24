package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged site and its floors, each with an AOT cache trained by a real start.
///
/// @param otherBuilds of the site, each named by its folder
record Contestants(Contestant site, List<Contestant> otherBuilds, Contestant jdk, Contestant jetty, Path launcher) {

    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData");

    /// @param otherBuilds folders of them
    static Contestants train(Path root, Path folder, List<Path> otherBuilds) throws IOException, InterruptedException {
        var launcher = launcher(root.resolve("dist/hiremebahamas"));
        return new Contestants(
                site("HireMeBahamas", launcher),
                otherBuilds.stream()
                        .map(build -> site(build.toString(), launcher(build)))
                        .toList(),
                floor("JdkFloor", folder),
                floor("JettyFloor", folder),
                launcher);
    }

    /// What starts a packaged site.
    static Path launcher(Path build) {
        return build.resolve("bin/hiremebahamas");
    }

    private static Contestant site(String name, Path launcher) {
        return new Contestant(
                name,
                List.of(launcher.toString()),
                Map.of("ENVIRONMENT", "production", "LOG_LEVEL", "error", "DATABASE_URL", ""));
    }

    private static Contestant floor(String main, Path folder) throws IOException, InterruptedException {
        var cache = folder.resolve(main + ".aot");
        try (var training = new Contestant(main, java(main, "-XX:AOTCacheOutput=" + cache), Map.of()).start()) {
            Boots.awaitHealth(training);
            training.process().destroy();
            training.process().waitFor(60, TimeUnit.SECONDS);
        }
        return new Contestant(main, java(main, "-XX:AOTCache=" + cache), Map.of());
    }

    /// A main class of this module in a small JVM of its own.
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
