package com.hiremebahamas.lifecycle;

/// Reports whether the JVM started from the package's AOT cache. The JVM ignores a cache that was made by
/// another JVM or with other options, the launcher one that is older than a jar; then the start is slower, and
/// nothing else changes.
public final class AotCache {

    /// Set by the launcher to the cache that it passed to the JVM, empty when there is none; reading the option
    /// from the JVM would bring up JMX.
    private static final String GIVEN = "hiremebahamas.aot";

    /// Set by the launcher to a jar that is newer than the cache.
    private static final String NEWER = "hiremebahamas.newer";

    private AotCache() {}

    /// `used: …` or `not used: why`.
    public static String report() {
        if (isUsed()) return "used: " + given();
        var newer = System.getProperty(NEWER, "");
        if (!newer.isEmpty()) return "not used: " + newer + " is newer than it";
        return given().isEmpty()
                ? "not used: none was given"
                : "not used: " + given() + " does not fit this JVM and its options";
    }

    /// A JVM that could not map its cache shares nothing at all, which a property of it shows.
    public static boolean isUsed() {
        return !given().isEmpty() && System.getProperty("java.vm.info", "").contains("sharing");
    }

    /// Whether the process was started by the launcher of a package.
    public static boolean isExpected() {
        return System.getProperty(GIVEN) != null;
    }

    private static String given() {
        return System.getProperty(GIVEN, "");
    }
}
