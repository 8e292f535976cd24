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

/// A servlet as a Jetty handler that compresses its responses.
final class CompressedServlet {

    /// A smaller response fits into one packet either way.
    private static final int MIN_COMPRESSED_BYTES = 1024;

    private CompressedServlet() {}

    /// A started handler. No I/O.
    static Handler start(HttpServlet servlet, Server server) {
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/*");
        // Javalin's servlet requires it on its context even when no route uses it.
        JettyWebSocketServletContainerInitializer.configure(context, null);
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(MIN_COMPRESSED_BYTES);
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
