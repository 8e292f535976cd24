package com.hiremebahamas.http;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/// The servlet of the application as a handler behind the front door.
final class ServletApplication {

    /// Below this a compressed answer saves no packet.
    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private ServletApplication() {}

    static Handler handler(HttpServlet servlet, Server server) {
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/*");
        // Javalin's servlet wants it on its context even when no route uses it.
        JettyWebSocketServletContainerInitializer.configure(context, null);
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(WORTH_COMPRESSING_BYTES);
        var compression = new CompressionHandler(context);
        compression.putCompression(gzip);
        compression.putConfiguration(
                "/*", CompressionConfig.builder().defaults().build());
        try {
            compression.setServer(server);
            compression.start();
        } catch (Exception e) {
            throw new IllegalStateException("The application did not start", e);
        }
        return compression;
    }
}
