package com.hiremebahamas.web;

import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.content.Vary;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/// The style sheet, the scripts and the logo: read from the class path at first use, kept in memory,
/// compressed once.
///
/// Their addresses contain a hash of the content, so browsers and shared caches store them for ever and a new
/// release takes effect at once. A known name with another hash comes from a page of another release while
/// instances are being replaced: it gets the content of this release, for a minute, instead of 404.
public final class Assets implements Feature {

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String ONE_MINUTE = "public, max-age=60";
    private static final int HASH_DIGITS = 12;

    private static final class Asset {
        final String type;
        final EncodedBody content;
        final String hash;

        /// @param resources one after the other
        Asset(String type, String... resources) {
            this.type = type;
            this.content = new EncodedBody(joined(resources));
            this.hash = content.hash(HASH_DIGITS);
        }
    }

    /// Loaded by the first page, not at boot.
    private static final class Loaded {
        static final Map<String, Asset> BY_NAME = Map.of(
                "site.css", styles(),
                "site.js", new Asset("text/javascript; charset=utf-8", "/static/site.js"),
                "mark.svg", new Asset("image/svg+xml", "/static/mark.svg"),
                "htmx.js", new Asset("text/javascript; charset=utf-8", htmx()));

        /// In the order in which they prevail. One file for the browser: on a weak signal each costs a round trip.
        private static Asset styles() {
            return new Asset(
                    "text/css; charset=utf-8",
                    "/static/site.css",
                    "/static/forms.css",
                    "/static/jobs.css",
                    "/static/print.css");
        }
    }

    /// The address of the asset, such as `/static/site.1a2b3c4d5e6f.css` for `site.css`.
    public static String path(String name) {
        var asset = Loaded.BY_NAME.get(name);
        if (asset == null) throw new IllegalArgumentException("No such asset: " + name);
        int dot = name.lastIndexOf('.');
        return "/static/" + name.substring(0, dot) + "." + asset.hash + name.substring(dot);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/static/{file}", Assets::send);
    }

    private static void send(Context request) {
        var parts = request.pathParam("file").split("\\.", -1);
        var asset = parts.length == 3 ? Loaded.BY_NAME.get(parts[0] + "." + parts[2]) : null;
        if (asset == null) throw Problem.notFound();

        request.header("Cache-Control", parts[1].equals(asset.hash) ? IMMUTABLE : ONE_MINUTE);
        request.header("Vary", Vary.ENCODING);
        request.contentType(asset.type);
        Pages.send(request, asset.content);
    }

    /// The path of the script within its jar contains its version, which a file of the jar names.
    private static String htmx() {
        var jar = new Properties();
        try {
            jar.load(new ByteArrayInputStream(read("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/" + jar.getProperty("version") + "/dist/htmx.min.js";
    }

    private static byte[] joined(String... resources) {
        var all = new ByteArrayOutputStream();
        for (var resource : resources) all.writeBytes(read(resource));
        return all.toByteArray();
    }

    private static byte[] read(String resource) {
        try (var file = Assets.class.getResourceAsStream(resource)) {
            if (file == null) throw new IllegalStateException("Not on the class path: " + resource);
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
