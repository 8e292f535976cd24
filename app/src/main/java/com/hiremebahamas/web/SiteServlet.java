package com.hiremebahamas.web;

import com.hiremebahamas.config.Origin;
import com.hiremebahamas.http.CanonicalPaths;
import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.templates.Templates;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The features as one servlet.
public final class SiteServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String GET = "GET ";

    private static final Logger log = LoggerFactory.getLogger(SiteServlet.class);

    private final transient Javalin javalin;
    private final transient Servlet routes;
    private final transient CanonicalPaths paths;

    /// Registers the routes of the features; no I/O.
    ///
    /// @param publicOrigin what people see in the address bar, such as `https://hiremebahamas.com`
    /// @param pending      the pending migration, called after a statement failed because of a missing table
    public SiteServlet(
            String publicOrigin, Templates templates, Supplier<Optional<String>> pending, List<Feature> features) {
        var crossSite = new CrossSite(Origin.parse(publicOrigin).orElseThrow());
        this.javalin = Javalin.create(config -> {
            configure(config);
            config.routes.beforeMatched(SiteServlet::nameRoute);
            config.routes.before(Caching::noStore).before(crossSite::check).before(this::redirectToCanonicalPath);
            new ExceptionHandler(templates, pending, this::isPage).addTo(config.routes);
            features.forEach(feature -> feature.addTo(config.routes));
        });
        this.routes = javalin.javalinServlet();
        this.paths = new CanonicalPaths(routes().stream()
                .filter(route -> route.startsWith(GET))
                .map(route -> route.substring(GET.length()))
                .toList());
    }

    /// Every route as `GET /jobs/{id}`, in the order they were added.
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(entry -> entry.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    /// The route of GET handles HEAD too; the server leaves the body out.
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        routes.service(request.getMethod().equals("HEAD") ? new AsGet(request) : request, response);
    }

    /// Permanently, and with the query; a form goes to the path that the page names.
    private void redirectToCanonicalPath(Context request) {
        if (!request.req().getMethod().equals("GET")) return;
        var path = paths.differing(request.path());
        if (path == null) return;
        var query = request.queryString();
        request.status(308).header("Location", query == null ? path : path + "?" + query);
        request.skipRemainingHandlers();
    }

    private boolean isPage(String path) {
        return paths.isPage(path);
    }

    /// For the metrics of the HTTP server, which are per route and not per address.
    private static void nameRoute(Context request) {
        request.req().setAttribute(RequestContext.ROUTE, route(request));
    }

    /// The template of the matched route, such as `/jobs/{job}`; empty when none matched.
    public static String route(Context request) {
        var route = request.endpoints().matchedHttpEndpoint();
        return route == null ? "" : route.path;
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE; // the HTTP server compresses
        config.router.javaLangErrorHandler((response, error) -> {
            log.error("A request failed", error);
            response.setStatus(500);
        });
    }

    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
