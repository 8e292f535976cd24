package com.hiremebahamas.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.config.Secret;
import com.hiremebahamas.web.Credentials;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The endpoints for load balancers, scrapers and programmers. They answer beside the application and take no
/// permit, so that a busy server still reports how busy it is. Returns false for other paths.
public final class OperationsHandler extends Handler.Abstract.NonBlocking {

    /// The response of an endpoint.
    ///
    /// @param type its media type
    public record Content(int status, String type, String text) {

        static Content json(int status, String text) {
            return new Content(status, "application/json", text);
        }
    }

    /// Makes the response of an endpoint; may block for as long as its own limit allows.
    @FunctionalInterface
    public interface Source {
        Content content();
    }

    /// Who may read an endpoint; for others it does not exist.
    public sealed interface Access {

        record Open() implements Access {}

        record Closed() implements Access {}

        /// Requests with `Authorization: Bearer …`.
        record BearerToken(Secret token) implements Access {}

        /// Open in development; in production with a token only, and closed where none is set.
        static Access of(Optional<Secret> token, boolean production) {
            if (token.isPresent()) return new BearerToken(token.get());
            return production ? new Closed() : new Open();
        }
    }

    public record Endpoint(String path, Access access, Source source) {}

    private final List<Endpoint> endpoints;

    public OperationsHandler(Endpoint... endpoints) {
        this.endpoints = List.of(endpoints);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var endpoint = endpoint(request);
        if (endpoint == null) return false;
        Thread.startVirtualThread(() -> answer(endpoint, request, response, callback));
        return true;
    }

    private static void answer(Endpoint endpoint, Request request, Response response, Callback callback) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isAllowed(endpoint.access(), request)) {
            Response.writeError(request, response, callback, 404);
        } else if (!reads) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
        } else {
            write(response, callback, endpoint.source().content());
        }
    }

    private @Nullable Endpoint endpoint(Request request) {
        var path = request.getHttpURI().getPath();
        for (var endpoint : endpoints) if (endpoint.path().equals(path)) return endpoint;
        return null;
    }

    private static boolean isAllowed(Access access, Request request) {
        return switch (access) {
            case Access.Open _ -> true;
            case Access.Closed _ -> false;
            case Access.BearerToken(var token) -> {
                var given = Credentials.bearer(request.getHeaders().get(HttpHeader.AUTHORIZATION));
                yield MessageDigest.isEqual(given.getBytes(UTF_8), token.value().getBytes(UTF_8));
            }
        };
    }

    private static void write(Response response, Callback callback, Content content) {
        response.setStatus(content.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, content.type());
        response.write(true, ByteBuffer.wrap(content.text().getBytes(UTF_8)), callback);
    }
}
