package com.hiremebahamas.http;

/// Keeps what starts before the port is open from looking into every jar there is, which took 90 of 220 ms.
///
/// Each `ServiceLoader` that searches the class path does so, and finds nothing that is wanted here.
final class StartupProperties {

    private StartupProperties() {}

    /// Jetty looks for encoders of other protocols through the context class loader of this thread.
    static void searchNoJars() {
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    /// The JDK looks for other people's sockets unless it is told its own, and for what may stand in its messages
    /// through all that it knows of security: two milliseconds. This is what it would find there.
    static void openNoBooks() {
        if ("Linux".equals(System.getProperty("os.name"))) {
            preset("java.nio.channels.spi.SelectorProvider", "sun.nio.ch.EPollSelectorProvider");
        }
        preset("jdk.includeInExceptions", "hostInfoExclSocket");
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }
}
