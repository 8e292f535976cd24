package com.hiremebahamas.operations;

import com.hiremebahamas.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What balancers, scrapers and programmers ask of the process itself: answered beside the application, so that a full
/// house does not hide how full it is.
public final class OperationsHandler extends Handler.Abstract.NonBlocking {

    /// What a page says: a status, a media type and a text.
    public record Content(int status, String type, String text) {

        public static Content json(int status, String text) {
            return new Content(status, "application/json", text);
        }
    }

    /// One page; may block for as long as its own limit allows.
    @FunctionalInterface
    public interface Page {
        Content content();
    }

    /// Who may see a page.
    public sealed interface Audience {

        record Everybody() implements Audience {}

        record Nobody() implements Audience {}

        /// Whoever brings the token as `Authorization: Bearer …`; for others the page does not exist.
        record Bearer(Secret token) implements Audience {}

        /// Open on a laptop; in production only with a token, and closed without one.
        static Audience of(Optional<Secret> token, boolean production) {
            if (token.isPresent()) return new Bearer(token.get());
            return production ? new Nobody() : new Everybody();
        }
    }

    private record Entry(String path, Audience audience, Page page) {}

    private final List<Entry> entries = new ArrayList<>();

    public OperationsHandler with(String path, Audience audience, Page page) {
        entries.add(new Entry(path, audience, page));
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var entry = entry(request);
        if (entry == null) return false;
        Thread.startVirtualThread(() -> answer(entry, request, response, callback));
        return true;
    }

    private static void answer(Entry entry, Request request, Response response, Callback callback) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!admits(entry.audience(), request)) {
            Response.writeError(request, response, callback, 404);
        } else if (!reads) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
        } else {
            write(response, callback, entry.page().content());
        }
    }

    private @Nullable Entry entry(Request request) {
        var path = request.getHttpURI().getPath();
        for (var entry : entries) if (entry.path().equals(path)) return entry;
        return null;
    }

    private static boolean admits(Audience audience, Request request) {
        return switch (audience) {
            case Audience.Everybody _ -> true;
            case Audience.Nobody _ -> false;
            case Audience.Bearer(var token) -> {
                var given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
                yield given != null && MessageDigest.isEqual(bytes(given), bytes("Bearer " + token.value()));
            }
        };
    }

    private static void write(Response response, Callback callback, Content content) {
        response.setStatus(content.status());
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, content.type()));
        response.write(true, ByteBuffer.wrap(bytes(content.text())), callback);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
