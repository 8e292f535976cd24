package com.hiremebahamas.places;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/// The islands, for programs.
public final class IslandApi implements Feature {

    private record Islands(List<Island> items) {}

    private final PublicResponseCache answers;

    public IslandApi(PublicResponseCache answers) {
        this.answers = answers;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/islands", answers.cached(IslandApi::all));
    }

    private static void all(Context request) {
        Json.answer(request, 200, new Islands(Island.ALL));
    }
}
