package com.hiremebahamas.cache;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.SiteServlet;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// A public response and what its freshness depends on.
///
/// @param writes how many writes of its content through this instance had been counted when its computation
///               began; [#OF_ANOTHER_INSTANCE] when another one computed it
/// @param at     when its computation began
record CacheEntry(CachedResponse response, PublicResponseCache.Content content, long writes, Instant at) {

    /// Fewer than any: what another instance computed is never fresh here, since its clock may differ, and a write
    /// through this instance may be newer.
    static final long OF_ANOTHER_INSTANCE = -1;

    private static final String TYPE = "Content-Type";

    /// An estimate of what an entry takes beside its body.
    private static final int OVERHEAD_BYTES = 1024;

    /// The response that the route has just made.
    ///
    /// @param before the names of the headers that belong to the request at hand, such as its id
    static CacheEntry of(
            Context request, Collection<String> before, PublicResponseCache.Content content, long writes, Instant at)
            throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : request.res().getHeaderNames()) {
            if (!before.contains(name)) headers.put(name, request.res().getHeader(name));
        }
        for (var name : List.of("Cache-Control", "Vary"))
            headers.put(name, request.res().getHeader(name));
        var type = request.res().getContentType();
        if (type != null) headers.put(TYPE, type);
        var response = new CachedResponse(request.statusCode(), headers, body(request), SiteServlet.route(request));
        return new CacheEntry(response, content, writes, at);
    }

    private static EncodedBody body(Context request) throws IOException {
        var result = request.resultInputStream();
        if (result == null) return new EncodedBody(new byte[0]);
        try (result) {
            return new EncodedBody(result.readAllBytes());
        }
    }

    Duration age(Instant now) {
        return Duration.between(at, now);
    }

    /// With the headers that mark a stale response.
    CacheEntry aged(Instant now) {
        return new CacheEntry(response.aged(age(now)), content, writes, at);
    }

    boolean isOwn() {
        return writes != OF_ANOTHER_INSTANCE;
    }

    /// Computed at that time at the latest: the clock of its instance may be ahead.
    CacheEntry notAfter(Instant now) {
        return at.isAfter(now) ? new CacheEntry(response, content, writes, now) : this;
    }

    boolean isPage() {
        return response.headers().getOrDefault(TYPE, "").startsWith("text/html");
    }

    /// In bytes; twice the body, for its compressed copy.
    int weight() {
        return OVERHEAD_BYTES + 2 * response.body().length();
    }

    void send(Context request) {
        send(request, response.body());
    }

    void send(Context request, EncodedBody body) {
        request.status(response.status());
        response.headers().forEach(request::header);
        // Again, for the request at hand: unlike the stored one it may carry credentials.
        Caching.publicCache(request);
        Pages.send(request, body);
    }
}
