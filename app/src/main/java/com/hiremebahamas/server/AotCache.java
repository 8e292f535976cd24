package com.hiremebahamas.server;

/// Whether the JVM started from the package's AOT cache. It ignores one that does not match the jars, the collector or
/// itself, and only starts more slowly.
public final class AotCache {

    /// Where the launcher says what it gave to the JVM; asking the JVM itself would bring up JMX.
    private static final String GIVEN = "hiremebahamas.aot";

    private AotCache() {}

    /// `used: …` or `not used: why`.
    public static String report() {
        var cache = System.getProperty(GIVEN, "");
        if (cache.isEmpty()) return "not used: none was given";
        // A JVM that was given a cache and could not map it shares nothing at all, and says so here.
        boolean shares = System.getProperty("java.vm.info", "").contains("sharing");
        return shares ? "used: " + cache : "not used: " + cache + " does not fit this JVM and its options";
    }
}
