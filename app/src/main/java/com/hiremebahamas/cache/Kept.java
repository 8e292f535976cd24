package com.hiremebahamas.cache;

import com.hiremebahamas.web.Packed;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer as it was made for everybody at one moment.
///
/// @param type   null where nothing is answered but headers
/// @param writes how many writes this instance had seen when the making began
/// @param at     when the making began
record Kept(int status, @Nullable String type, Map<String, String> headers, Packed body, long writes, Instant at) {

    /// What an answer weighs beside its bytes, at most about.
    private static final int REST_BYTES = 1024;

    /// What the route has just answered.
    ///
    /// @param before the names of the headers that were there before
    static Kept of(Context request, Collection<String> before, long writes, Instant at) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : request.res().getHeaderNames()) {
            if (!before.contains(name) && !name.equalsIgnoreCase("Content-Type")) {
                headers.put(name, request.res().getHeader(name));
            }
        }
        return new Kept(request.statusCode(), request.res().getContentType(), headers, body(request), writes, at);
    }

    private static Packed body(Context request) throws IOException {
        var result = request.resultInputStream();
        if (result == null) return new Packed(new byte[0]);
        try (result) {
            return new Packed(result.readAllBytes());
        }
    }

    boolean isPage() {
        return type != null && type.startsWith("text/html");
    }

    /// With the compressed copy, should somebody ask for it.
    int weight() {
        return REST_BYTES + 2 * body.length();
    }

    void send(Context request) {
        send(request, body);
    }

    void send(Context request, Packed body) {
        request.status(status);
        headers.forEach(request::header);
        if (type != null) request.contentType(type);
        body.send(request);
    }
}
