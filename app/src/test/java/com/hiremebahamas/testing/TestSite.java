package com.hiremebahamas.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.server.Exchange;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// The site behind a real socket, and a client that keeps no cookies and follows no redirects.
///
/// Headers are given as names and values in turn.
public final class TestSite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin;

    /// @param site made from the public origin, which is known once the port is bound
    public TestSite(Function<String, HttpServlet> site) {
        try {
            var connector = new ServerConnector(server);
            server.addConnector(connector);
            connector.open();
            origin = "http://localhost:" + connector.getLocalPort();
            var context = new ServletContextHandler();
            context.addServlet(new ServletHolder(site.apply(origin)), "/*");
            JettyWebSocketServletContainerInitializer.configure(context, null);
            server.setHandler(new Bound(context));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The site did not start", e);
        }
    }

    public String origin() {
        return origin;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /// Submits a form as the page of the site would.
    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        var fields = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(joining("&"));
        var request = request("POST", path, BodyPublishers.ofString(fields), headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Sec-Fetch-Site", "same-origin");
        return send(request.build());
    }

    /// Sends JSON as a program would.
    public HttpResponse<String> json(String method, String path, String body, String... headers) {
        var request = request(method, path, BodyPublishers.ofString(body), headers)
                .header("Content-Type", "application/json");
        return send(request.build());
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        return send(request(method, path, body, headers).build());
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(PATIENCE)
                .method(method, body);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /// The body of an answer, read as JSON.
    public static JsonNode read(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The site did not stop", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static final class Bound extends Handler.Wrapper {
        Bound(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var address = request.getHeaders().get("X-Forwarded-For");
            return new Exchange("test-request", address == null ? "192.0.2.1" : address)
                    .call(() -> super.handle(request, response, callback));
        }
    }
}
