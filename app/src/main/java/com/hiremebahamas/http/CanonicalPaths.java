package com.hiremebahamas.http;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one path of each page: without a slash at its end, and with the fixed parts of its route in lower case.
/// People type capitals, and links collect slashes.
public final class CanonicalPaths {

    /// What is answered before and beside the application.
    private static final List<String> OPERATIONS =
            List.of("/health", "/api/health", "/ready", "/ready/db", "/metrics", "/api/openapi.json");

    private final List<String[]> templates;

    /// @param routes templates such as `/jobs/{job}`; the parts in braces are left as they are
    public CanonicalPaths(List<String> routes) {
        templates = Stream.concat(OPERATIONS.stream(), routes.stream())
                .map(CanonicalPaths::segments)
                .toList();
    }

    /// The path to redirect to; null when this is the one, or no route's.
    public @Nullable String differing(String path) {
        boolean isSuspect =
                (path.length() > 1 && path.endsWith("/")) || path.chars().anyMatch(CanonicalPaths::isCapital);
        if (!isSuspect) return null;
        var segments = segments(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        var template = nearest(segments);
        if (template == null) return null;
        var canonical = path(segments, template);
        return canonical.equals(path) ? null : canonical;
    }

    /// Whether a route has this path.
    public boolean isPage(String path) {
        return nearest(segments(path)) != null;
    }

    /// The matching template with the most fixed parts: `/jobs/new` before `/jobs/{job}`.
    private String @Nullable [] nearest(String... segments) {
        String[] nearest = null;
        int most = -1;
        for (var template : templates) {
            int fixed = fixedParts(template, segments);
            if (fixed > most) nearest = template;
            most = Math.max(most, fixed);
        }
        return nearest;
    }

    /// How many fixed parts match; -1 when the template does not.
    private static int fixedParts(String[] template, String[] segments) {
        if (template.length != segments.length) return -1;
        int fixed = 0;
        for (int i = 0; i < template.length; i++) {
            if (!matches(template[i], segments[i])) return -1;
            if (!isVariable(template[i])) fixed++;
        }
        return fixed;
    }

    private static String path(String[] segments, String[] template) {
        var path = new StringBuilder();
        for (int i = 1; i < template.length; i++)
            path.append('/').append(isVariable(template[i]) ? segments[i] : template[i]);
        return path.toString();
    }

    private static boolean matches(String part, String segment) {
        if (!isVariable(part)) return part.equalsIgnoreCase(segment);
        return segment.startsWith(part.substring(0, part.indexOf('{')))
                && segment.endsWith(part.substring(part.indexOf('}') + 1));
    }

    private static boolean isVariable(String part) {
        return part.indexOf('{') >= 0;
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
