package com.hiremebahamas.lifecycle;

/// Whether the JVM started from the package's AOT cache. The JVM leaves out one that was made by another JVM or with
/// other options, the launcher one that is older than a jar; the start is slower then, and nothing else.
public final class AotCache {

    /// Where the launcher says what it gave to the JVM; asking the JVM itself would bring up JMX.
    private static final String GIVEN = "hiremebahamas.aot";

    /// Where the launcher names a jar that is newer than the cache.
    private static final String NEWER = "hiremebahamas.newer";

    private AotCache() {}

    /// `used: …` or `not used: why`.
    public static String report() {
        var newer = System.getProperty(NEWER, "");
        if (!newer.isEmpty()) return "not used: " + newer + " is newer than it";
        var cache = System.getProperty(GIVEN, "");
        if (cache.isEmpty()) return "not used: none was given";
        // A JVM that was given a cache and could not map it shares nothing at all, and says so here.
        boolean shares = System.getProperty("java.vm.info", "").contains("sharing");
        return shares ? "used: " + cache : "not used: " + cache + " does not fit this JVM and its options";
    }
}
