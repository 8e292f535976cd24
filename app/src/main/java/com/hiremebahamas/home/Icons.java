package com.hiremebahamas.home;

import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.content.Vary;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The icons that browsers and phones ask for at fixed addresses, whatever a page says.
///
/// Safari's names for other sizes, such as `/apple-touch-icon-120x120-precomposed.png`, get the one there is:
/// devices scale it.
public final class Icons implements Feature {

    /// The logo may change, and these addresses do not.
    private static final String ONE_DAY = "public, max-age=86400";

    /// Read by the first request, not at boot.
    private static final class Loaded {
        static final EncodedBody FAVICON = read("/static/favicon.ico");
        static final EncodedBody TOUCH = read("/static/apple-touch-icon.png");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/favicon.ico", request -> send(request, "image/x-icon", Loaded.FAVICON));
        Handler touch = request -> send(request, "image/png", Loaded.TOUCH);
        for (var name : List.of("apple-touch-icon", "apple-touch-icon-{variant}"))
            routes.get("/" + name + ".png", touch);
    }

    private static void send(Context request, String type, EncodedBody icon) {
        request.header("Cache-Control", ONE_DAY);
        request.header("Vary", Vary.ENCODING);
        request.contentType(type);
        Pages.send(request, icon);
    }

    private static EncodedBody read(String resource) {
        try (var file = Icons.class.getResourceAsStream(resource)) {
            if (file == null) throw new IllegalStateException("Not on the class path: " + resource);
            return new EncodedBody(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
