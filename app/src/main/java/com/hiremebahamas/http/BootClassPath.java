package com.hiremebahamas.http;

/// Keeps the JDK and Jetty from searching all jars for services before the port is open, which took 90 of 220
/// ms.
///
/// Each `ServiceLoader` that searches the class path does so, and finds nothing that this program uses.
final class BootClassPath {

    private BootClassPath() {}

    /// Jetty searches for encoders of other protocols through the context class loader of the calling thread.
    static void hideFromServiceLoaders() {
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    /// The JDK searches for a provider of selectors unless one is named, and reads the properties of its
    /// security to learn what exception messages may contain: two milliseconds. These are the values that it
    /// would find.
    static void nameJdkServices() {
        if ("Linux".equals(System.getProperty("os.name"))) {
            preset("java.nio.channels.spi.SelectorProvider", "sun.nio.ch.EPollSelectorProvider");
        }
        preset("jdk.includeInExceptions", "hostInfoExclSocket");
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }
}
