package com.hiremebahamas.places;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/// The JSON API of the islands.
public final class IslandApi implements Feature {

    private record Islands(List<Island> items) {}

    private final PublicResponseCache cache;

    public IslandApi(PublicResponseCache cache) {
        this.cache = cache;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/islands", cache.cached(PublicResponseCache.Content.ISLANDS, IslandApi::list));
    }

    private static void list(Context request) {
        Json.answer(request, 200, new Islands(Island.ALL));
    }
}
