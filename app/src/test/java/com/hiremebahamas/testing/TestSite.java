package com.hiremebahamas.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.http.content.ResponseCache;
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

/// The site on a real socket, and a client that keeps no cookies and follows no redirects.
///
/// Headers are given as names and values in turn.
public final class TestSite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServer server = TestServer.starting();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin = "http://localhost:" + server.http().port();

    /// @param site made from the public origin, which is known once the port is bound
    public TestSite(Function<String, HttpServlet> site) {
        this(site, TestServer.NO_CACHE);
    }

    /// @param cache is queried before the servlet, as in the program
    public TestSite(Function<String, HttpServlet> site, ResponseCache cache) {
        server.start(site.apply(origin), cache);
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

    /// The body of an answer without the id of its request, to compare it with another.
    public static String withoutId(HttpResponse<String> answer) {
        var id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        return answer.body().replace(id, "");
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
        server.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
