package com.hiremebahamas.testing;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.Doorkeeper;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.operations.OperationsHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/// The edge on a free port, in front of an application of the test's own.
public final class TestServer implements AutoCloseable {

    /// The whole of an application.
    @FunctionalInterface
    public interface Application {
        void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final HttpServer edge;
    private final int port;

    private TestServer(HttpServer edge) {
        this.edge = edge;
        this.port = edge.port();
    }

    public static Settings.Http settings() {
        return settings(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    public static Settings.Http settings(Duration keepAlive, Duration requestTimeout) {
        return settings(200, keepAlive, requestTimeout, new Settings.Lifespan(0, 0));
    }

    public static Settings.Http settings(
            int maxConcurrent, Duration keepAlive, Duration requestTimeout, Settings.Lifespan connections) {
        return new Settings.Http(
                0,
                maxConcurrent,
                requestTimeout,
                keepAlive,
                Duration.ofSeconds(10),
                connections,
                List.of("loopback"),
                "http://localhost");
    }

    public static Settings.Http trusting(List<String> proxies) {
        var usual = settings();
        return new Settings.Http(
                0,
                usual.maxConcurrent(),
                usual.requestTimeout(),
                usual.keepAlive(),
                usual.gracefulTimeout(),
                usual.connections(),
                proxies,
                usual.publicOrigin());
    }

    /// With the port open and nothing behind it.
    public static TestServer empty() {
        return open(settings(), false);
    }

    public static TestServer serving(Application application) {
        return serving(settings(), application);
    }

    public static TestServer serving(Settings.Http settings, Application application) {
        var edge = open(settings, false);
        edge.serve(application, new OperationsHandler());
        return edge;
    }

    public static TestServer open(Settings.Http settings, boolean production) {
        try {
            return behind(Doorkeeper.open(settings.port(), production), settings, production);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Behind a port that is open already.
    public static TestServer behind(Doorkeeper door, Settings.Http settings, boolean production) {
        return new TestServer(HttpServer.open(door, settings, production));
    }

    public void serve(Application application, OperationsHandler pages) {
        edge.serve(new Servlet(application), pages);
    }

    public HttpServer edge() {
        return edge;
    }

    /// A fresh connection.
    public RawConnection connect() {
        return RawConnection.to(port);
    }

    /// The whole answer to one GET on a connection of its own.
    public String get(String path, String... headers) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n");
    }

    /// All that comes back for these bytes until the server closes.
    public String send(String bytes) {
        try (var connection = connect()) {
            return connection.send(bytes).rest();
        }
    }

    @Override
    public void close() {
        edge.close();
    }

    private static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Application application;

        Servlet(Application application) {
            this.application = application;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                application.answer(request, response);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
