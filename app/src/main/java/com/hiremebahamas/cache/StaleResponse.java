package com.hiremebahamas.cache;

import com.hiremebahamas.http.EncodedBody;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Caching;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// An answer that is shown again because the database is away, and says so: programs by `Age` and `Warning`, people in
/// words.
final class StaleResponse {

    /// The place in a page, or in the part of one that htmx gets, where it says what it is.
    private static final String PLACE = "<span hidden data-age></span>";

    private final Templates templates;
    private final InstantSource clock;

    StaleResponse(Templates templates, InstantSource clock) {
        this.templates = templates;
        this.clock = clock;
    }

    void send(Context request, CacheEntry kept) {
        var aged = kept.aged(clock.instant());
        aged.send(request, kept.isPage() ? said(request, kept) : kept.answer().body());
    }

    private EncodedBody said(Context request, CacheEntry kept) {
        var page = new String(kept.answer().body().bytes(), StandardCharsets.UTF_8);
        int place = page.indexOf(PLACE);
        if (place < 0) return kept.answer().body();
        var notice = templates
                .cacheStale(kept.at(), !Caching.isForEverybody(request))
                .render();
        var said = page.substring(0, place) + notice + page.substring(place + PLACE.length());
        return new EncodedBody(said.getBytes(StandardCharsets.UTF_8));
    }
}
