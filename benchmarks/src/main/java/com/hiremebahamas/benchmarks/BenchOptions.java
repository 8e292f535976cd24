package com.hiremebahamas.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The options of `bin/bench`; its head explains them.
///
/// @param rounds of boots or of reads, without the one that warms up
/// @param sites folders of other builds of the site
record BenchOptions(Suite suite, int rounds, List<Path> sites) {

    enum Suite {
        ALL,
        QUICK,
        BOOT,
        READS,
        LIBRARY
    }

    /// @throws IllegalArgumentException for an unknown option, or a combination that is not supported
    static BenchOptions parse(String... arguments) {
        var suite = Suite.ALL;
        int rounds = 0;
        var sites = new ArrayList<Path>();
        for (var argument : arguments) {
            switch (argument) {
                case "--quick" -> suite = Suite.QUICK;
                case "--boot" -> suite = Suite.BOOT;
                case "--reads" -> suite = Suite.READS;
                case "--library" -> suite = Suite.LIBRARY;
                case String rest when rest.startsWith("--rounds=") -> rounds = Integer.parseInt(value(rest));
                case String rest when rest.startsWith("--site=") -> sites.add(folder(value(rest)));
                default -> throw new IllegalArgumentException("Unknown option " + argument);
            }
        }
        // The other suites write their results into the repository, which must not name folders of one machine.
        if (suite != Suite.BOOT && suite != Suite.READS && rounds + sites.size() > 0) {
            throw new IllegalArgumentException("--rounds and --site need --boot or --reads");
        }
        return new BenchOptions(
                suite, rounds > 0 ? rounds : suite == Suite.QUICK || suite == Suite.READS ? 5 : 15, sites);
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
