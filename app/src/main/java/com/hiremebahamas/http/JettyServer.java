package com.hiremebahamas.http;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.connections.BoundedConnector;
import com.hiremebahamas.http.connections.BoundedConnector.MaxUnfinished;
import com.hiremebahamas.http.connections.FileDescriptors;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.proxies.Proxies;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty as this program configures it.
final class JettyServer extends Server {

    /// Enough for the acceptor, the selector and what Jetty runs beside them; no request is processed by
    /// these.
    private static final int THREADS = 8;

    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);
    private static final int MAX_HEAD_BYTES = 16 * 1024;

    /// An idle connection takes some 2 kB of the heap.
    private static final int MAX_CONNECTIONS = 10_000;

    /// A head arrives in one piece, even over a weak signal; a body of the largest size takes 1 MiB, and a list
    /// of a hundred jobs that is not read a tenth of that.
    static final MaxUnfinished MAX_UNFINISHED = new MaxUnfinished(4 << 20, 6 << 20, 8 << 20);

    JettyServer() {
        // The default queue of this pool would bring up JMX: 110 ms of a boot.
        super(new QueuedThreadPool(THREADS, 1, 60_000, new LinkedBlockingQueue<>()));
    }

    /// Jetty logs its uptime when it has started, and gets it from JMX.
    @Override
    public long getUptimeMillis() {
        return 0;
    }

    /// A connector that accepts on a channel that is bound already.
    BoundedConnector addConnector(ServerSocketChannel channel, Settings.Http settings, Proxies proxies) {
        var connector = new BoundedConnector(
                this,
                configuration(),
                FileDescriptors.forConnections(MAX_CONNECTIONS),
                MAX_UNFINISHED,
                shorter(settings.requestTimeout(), LONGEST_HEAD),
                proxies::isProxy);
        connector.setIdleTimeout(settings.keepAlive().toMillis());
        try {
            connector.open(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        addConnector(connector);
        return connector;
    }

    /// A started handler that runs the servlet and compresses its responses. No I/O.
    Handler startServlet(HttpServlet servlet) {
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/*");
        // Javalin's servlet requires it on its context even when no route uses it.
        JettyWebSocketServletContainerInitializer.configure(context, null);
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(EncodedBody.MIN_COMPRESSED_BYTES);
        var compression = new CompressionHandler(context);
        compression.putCompression(gzip);
        compression.putConfiguration(
                "/*", CompressionConfig.builder().defaults().build());
        compression.setServer(this);
        start(compression, "The application");
        return compression;
    }

    void startNow() {
        start(this, "The server");
    }

    private static void start(LifeCycle part, String name) {
        try {
            part.start();
        } catch (Exception e) {
            throw new IllegalStateException(name + " did not start", e);
        }
    }

    void stopNow() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop", e);
        }
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(MAX_HEAD_BYTES);
        // Jetty would keep the headers of a connection for its next request: 100 KB for each that is reused.
        configuration.setHeaderCacheSize(0);
        // Not even a bare line feed as a line end: proxies disagree about it.
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        return configuration;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
