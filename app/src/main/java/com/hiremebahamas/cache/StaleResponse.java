package com.hiremebahamas.cache;

import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Caching;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Sends a stale response while the database is unavailable, marked as stale: by `Age` and `Warning`, and in a
/// page by a notice with its time.
final class StaleResponse {

    /// Marks the place of the notice in a page, or in the part of one that htmx loads.
    private static final String PLACEHOLDER = "<span hidden data-age></span>";

    private final Templates templates;
    private final InstantSource clock;

    StaleResponse(Templates templates, InstantSource clock) {
        this.templates = templates;
        this.clock = clock;
    }

    void send(Context request, CacheEntry entry) {
        var aged = entry.aged(clock.instant());
        aged.send(
                request,
                entry.isPage() ? withNotice(request, entry) : entry.response().body());
    }

    private EncodedBody withNotice(Context request, CacheEntry entry) {
        var page = new String(entry.response().body().bytes(), StandardCharsets.UTF_8);
        int place = page.indexOf(PLACEHOLDER);
        if (place < 0) return entry.response().body();
        var notice =
                templates.cacheStale(entry.at(), !Caching.isPublic(request)).render();
        var marked = page.substring(0, place) + notice + page.substring(place + PLACEHOLDER.length());
        return new EncodedBody(marked.getBytes(StandardCharsets.UTF_8));
    }
}
