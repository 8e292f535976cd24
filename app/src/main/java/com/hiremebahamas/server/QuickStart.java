package com.hiremebahamas.server;

/// Keeps what starts before the port is open from looking into every jar there is, which took 90 of 220 ms.
///
/// Each `ServiceLoader` that searches the class path does so, and finds nothing that is wanted here.
final class QuickStart {

    private QuickStart() {}

    /// Jetty looks for encoders of other protocols through the context class loader of this thread, and the JDK for
    /// other people's sockets unless it is told its own.
    static void searchNoJars() {
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        var property = "java.nio.channels.spi.SelectorProvider";
        boolean linux = "Linux".equals(System.getProperty("os.name"));
        if (linux && System.getProperty(property) == null) {
            System.setProperty(property, "sun.nio.ch.EPollSelectorProvider");
        }
    }
}
