package com.hiremebahamas.http;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.ResponseCache;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Sends cached responses on the selector's thread, as health is sent: without a thread, without a permit, and
/// not behind requests that have to be processed. Never compresses there.
record CacheHandler(ResponseCache cache) {

    /// Null when the request has to be processed.
    @Nullable
    CachedResponse find(Request request) {
        if (!isCacheable(request)) return null;
        var found = cache.find(request.getHttpURI().getPathQuery(), request.getHeaders()::get);
        return found != null && found.body().isReadyFor(acceptEncoding(request)) ? found : null;
    }

    /// For a request that cannot be processed; null when there is no recent response.
    @Nullable
    CachedResponse findRecent(Request request) {
        return isCacheable(request)
                ? cache.findRecent(request.getHttpURI().getPathQuery(), request.getHeaders()::get)
                : null;
    }

    private static boolean isCacheable(Request request) {
        var headers = request.getHeaders();
        return request.getMethod().equals("GET")
                && !headers.contains(HttpHeader.CONTENT_LENGTH)
                && !headers.contains(HttpHeader.TRANSFER_ENCODING);
    }

    static void send(CachedResponse cached, Request request, Response response, Callback callback) {
        request.setAttribute(RequestContext.ROUTE, cached.route());
        var body = cached.body();
        var encodings = acceptEncoding(request);
        var variant = body.choose(
                cached.status(),
                body.isReadyFor(encodings) ? encodings : null,
                request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
        var fields = response.getHeaders();
        for (var field : cached.fields()) fields.put(field);
        fields.put(HttpHeader.ETAG, variant.tag());
        if (variant.isNotModified()) {
            response.setStatus(304);
            callback.succeeded();
        } else {
            response.setStatus(cached.status());
            if (!variant.encoding().isEmpty()) fields.put(HttpHeader.CONTENT_ENCODING, variant.encoding());
            fields.put(HttpHeader.CONTENT_LENGTH, variant.bytes().length);
            response.write(true, ByteBuffer.wrap(variant.bytes()), callback);
        }
    }

    private static @Nullable String acceptEncoding(Request request) {
        return request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    }
}
