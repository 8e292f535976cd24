package com.hiremebahamas.server;

import java.util.Optional;

/// Whether the JVM started from the package's AOT cache. It ignores one that does not match the jars, the collector or
/// itself, and only starts more slowly.
public final class AotCache {

    private static final String OPTION = "-XX:AOTCache=";

    private AotCache() {}

    /// `used: …` or `not used: why`.
    public static String report() {
        var arguments = ProcessHandle.current().info().arguments().orElse(new String[0]);
        Optional<String> cache = Optional.empty();
        for (var argument : arguments) {
            if (argument.startsWith(OPTION)) cache = Optional.of(argument.substring(OPTION.length()));
        }
        // A JVM that was given a cache and could not map it shares nothing at all, and says so here.
        boolean shares = System.getProperty("java.vm.info", "").contains("sharing");
        if (cache.isEmpty()) return "not used: none was given";
        return shares ? "used: " + cache.get() : "not used: " + cache.get() + " does not fit this JVM and its options";
    }
}
