package com.hiremebahamas.sessions;

import com.hiremebahamas.web.Text;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a browser or a program says of itself, by which people recognise their sessions.
///
/// @param userAgent the header, at most 300 characters; empty when there is none
public record Device(String userAgent) {

    private static final int LONGEST = 300;

    /// Signs of a program, the more specific ones first: Edge and Opera name Chrome too, Chrome names Safari.
    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "a Mac"),
            Map.entry("CrOS", "a Chromebook"),
            Map.entry("Linux", "Linux"));

    public Device(@Nullable String userAgent) {
        var text = userAgent == null ? "" : Text.visible(userAgent.strip());
        this.userAgent = text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST, Text.length(text))));
    }

    public static Device of(Context request) {
        return new Device(request.header("User-Agent"));
    }

    /// Such as `Chrome on Android`; `a program` when it is no browser that is known here.
    public String name() {
        var program = first(PROGRAMS);
        var system = first(SYSTEMS);
        if (program.isEmpty()) return system.isEmpty() ? "a program" : "a program on " + system;
        return system.isEmpty() ? program : program + " on " + system;
    }

    private String first(List<Map.Entry<String, String>> signs) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
