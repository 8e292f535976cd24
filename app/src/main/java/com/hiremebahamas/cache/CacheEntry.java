package com.hiremebahamas.cache;

import com.hiremebahamas.http.CachedResponse;
import com.hiremebahamas.http.EncodedBody;
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

/// An answer as it was made for everybody at one moment.
///
/// @param writes how many writes this instance had seen when the making began
/// @param at     when the making began
record CacheEntry(CachedResponse answer, long writes, Instant at) {

    private static final String TYPE = "Content-Type";

    /// What an answer weighs beside its bytes, at most about.
    private static final int REST_BYTES = 1024;

    /// What the route has just answered.
    ///
    /// @param before the names of the headers that were there before
    static CacheEntry of(Context request, Collection<String> before, long writes, Instant at) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : request.res().getHeaderNames()) {
            if (!before.contains(name)) headers.put(name, request.res().getHeader(name));
        }
        for (var name : List.of("Cache-Control", "Vary"))
            headers.put(name, request.res().getHeader(name));
        var type = request.res().getContentType();
        if (type != null) headers.put(TYPE, type);
        var answer = new CachedResponse(request.statusCode(), headers, body(request), SiteServlet.route(request));
        return new CacheEntry(answer, writes, at);
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

    /// Marked with its age.
    CacheEntry aged(Instant now) {
        return new CacheEntry(answer.aged(age(now)), writes, at);
    }

    boolean isPage() {
        return answer.headers().getOrDefault(TYPE, "").startsWith("text/html");
    }

    /// With the compressed copy.
    int weight() {
        return REST_BYTES + 2 * answer.body().length();
    }

    void send(Context request) {
        send(request, answer.body());
    }

    void send(Context request, EncodedBody body) {
        request.status(answer.status());
        answer.headers().forEach(request::header);
        // Once more: this request may bring credentials.
        Caching.everybody(request);
        Pages.send(request, body);
    }
}
