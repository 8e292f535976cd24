package com.hiremebahamas.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Gives answers that stand ready on the selector's thread, as health is: no thread, no turn, no waiting behind those
/// whose answers have to be made.
record CacheHandler(ResponseCache memory) {

    /// Null when the application has to be asked.
    @Nullable
    CachedResponse find(Request request) {
        return isPlain(request) ? memory.find(request.getHttpURI().getPathQuery(), request.getHeaders()::get) : null;
    }

    /// For whom the application cannot be asked; null when nothing of late is known.
    @Nullable
    CachedResponse recent(Request request) {
        return isPlain(request) ? memory.recent(request.getHttpURI().getPathQuery(), request.getHeaders()::get) : null;
    }

    private static boolean isPlain(Request request) {
        var asked = request.getHeaders();
        return request.getMethod().equals("GET")
                && !asked.contains(HttpHeader.CONTENT_LENGTH)
                && !asked.contains(HttpHeader.TRANSFER_ENCODING);
    }

    static void send(CachedResponse ready, Request request, Response response, Callback callback) {
        request.setAttribute(RequestContext.ROUTE, ready.route());
        var asked = request.getHeaders();
        var variant = ready.body()
                .choose(ready.status(), asked.get(HttpHeader.ACCEPT_ENCODING), asked.get(HttpHeader.IF_NONE_MATCH));
        var fields = response.getHeaders();
        for (var field : ready.fields()) fields.put(field);
        fields.put(HttpHeader.ETAG, variant.tag());
        if (variant.isNotModified()) {
            response.setStatus(304);
            callback.succeeded();
        } else {
            response.setStatus(ready.status());
            if (!variant.encoding().isEmpty()) fields.put(HttpHeader.CONTENT_ENCODING, variant.encoding());
            fields.put(HttpHeader.CONTENT_LENGTH, variant.bytes().length);
            response.write(true, ByteBuffer.wrap(variant.bytes()), callback);
        }
    }
}
