package com.hiremebahamas.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `bin/bench` is asked to measure; its head explains each option.
///
/// @param boots rounds of boots that count
/// @param sites folders of other builds of the site
record BenchOptions(Part part, int boots, List<Path> sites) {

    enum Part {
        ALL,
        QUICK,
        BOOT,
        LIBRARY
    }

    /// @throws IllegalArgumentException for an option that does not exist, or that the others exclude
    static BenchOptions parse(String... arguments) {
        var part = Part.ALL;
        int rounds = 0;
        var sites = new ArrayList<Path>();
        for (var argument : arguments) {
            switch (argument) {
                case "--quick" -> part = Part.QUICK;
                case "--boot" -> part = Part.BOOT;
                case "--library" -> part = Part.LIBRARY;
                case String rest when rest.startsWith("--rounds=") -> rounds = Integer.parseInt(value(rest));
                case String rest when rest.startsWith("--site=") -> sites.add(folder(value(rest)));
                default -> throw new IllegalArgumentException("Unknown option " + argument);
            }
        }
        // The others write their results into the repository, where a folder of one machine means nothing.
        if (part != Part.BOOT && rounds + sites.size() > 0) {
            throw new IllegalArgumentException("--rounds and --site need --boot");
        }
        return new BenchOptions(part, rounds > 0 ? rounds : part == Part.QUICK ? 5 : 15, sites);
    }

    private static String value(String argument) {
        return argument.substring(argument.indexOf('=') + 1);
    }

    private static Path folder(String name) {
        var folder = Path.of(name);
        if (!Files.isExecutable(Contestants.launcher(folder))) {
            throw new IllegalArgumentException(name + " holds no packaged site: bin/package makes one");
        }
        return folder;
    }
}
