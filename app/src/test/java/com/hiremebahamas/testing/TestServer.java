package com.hiremebahamas.testing;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.Application;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.operations.OperationsHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The HTTP server on a free port, with an application of the test's own.
public final class TestServer implements AutoCloseable {

    /// A cache without responses.
    public static final ResponseCache NO_CACHE = new ResponseCache() {
        @Override
        public @Nullable CachedResponse find(String target, Function<String, @Nullable String> headers) {
            return null;
        }

        @Override
        public @Nullable CachedResponse findRecent(String target, Function<String, @Nullable String> headers) {
            return null;
        }
    };

    private static final Application.RequestListener NO_LISTENER = (_, _) -> {};

    /// The whole of a servlet.
    @FunctionalInterface
    public interface Service {
        void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final HttpServer server;

    /// Kept, because a closed server has no port any more.
    private final int port;

    private TestServer(HttpServer server) {
        this.server = server;
        this.port = server.port();
    }

    /// Timeouts that no test reaches, however busy the machine is.
    public static Settings.Http settings() {
        return settings(Duration.ofMinutes(5), Duration.ofMinutes(1));
    }

    public static Settings.Http settings(Duration keepAlive, Duration requestTimeout) {
        return settings(200, keepAlive, requestTimeout, new Settings.MaxRequests(0, 0));
    }

    public static Settings.Http settings(
            int maxConcurrent, Duration keepAlive, Duration requestTimeout, Settings.MaxRequests maxRequests) {
        return new Settings.Http(
                "0.0.0.0",
                0,
                maxConcurrent,
                requestTimeout,
                keepAlive,
                Duration.ofSeconds(10),
                maxRequests,
                new Settings.Forwarded(List.of("loopback"), Optional.empty(), false),
                "http://localhost");
    }

    public static Settings.Http behind(Settings.Forwarded forwarded) {
        var usual = settings();
        return new Settings.Http(
                "0.0.0.0",
                0,
                usual.maxConcurrent(),
                usual.requestTimeout(),
                usual.keepAlive(),
                usual.gracefulTimeout(),
                usual.maxRequests(),
                forwarded,
                usual.publicOrigin());
    }

    /// Without an application: answers `/health`; other requests wait.
    public static TestServer starting() {
        return starting(settings(), false);
    }

    public static TestServer starting(Settings.Http settings, boolean production) {
        try {
            return new TestServer(
                    HttpServer.open(HttpServer.bind(settings.listenAddress(), settings.port()), settings, production));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestServer serving(Service service) {
        return serving(settings(), service);
    }

    public static TestServer serving(Settings.Http settings, Service service) {
        return serving(settings, service, NO_CACHE);
    }

    public static TestServer serving(Settings.Http settings, Service service, ResponseCache cache) {
        var server = starting(settings, false);
        server.start(new Servlet(service), new OperationsHandler(), cache, NO_LISTENER);
        return server;
    }

    public void start(Service service) {
        start(service, new OperationsHandler(), NO_LISTENER);
    }

    public void start(Service service, OperationsHandler operations, Application.RequestListener listener) {
        start(new Servlet(service), operations, NO_CACHE, listener);
    }

    public void start(HttpServlet servlet, ResponseCache cache) {
        start(servlet, new OperationsHandler(), cache, NO_LISTENER);
    }

    private void start(
            HttpServlet servlet,
            OperationsHandler operations,
            ResponseCache cache,
            Application.RequestListener listener) {
        server.start(new Application(servlet, operations, cache, listener));
    }

    /// The server's end of the request's connection.
    public static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    public HttpServer http() {
        return server;
    }

    /// A fresh connection.
    public RawConnection connect() {
        return RawConnection.to(port);
    }

    /// A fresh connection whose client takes only a few kilobytes before it reads.
    public RawConnection reluctant() {
        return RawConnection.reluctantTo(port);
    }

    /// The whole response to one GET on a connection of its own.
    public String get(String path, String... headers) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n");
    }

    /// All that is received for these bytes until the server closes.
    public String send(String bytes) {
        try (var connection = connect()) {
            return connection.send(bytes).rest();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /// A servlet of the test's own.
    public static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Service service;

        public Servlet(Service service) {
            this.service = service;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                service.answer(request, response);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
