package com.hiremebahamas.web;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// How pages answer.
public final class Pages {

    private Pages() {}

    public static void html(Context request, JteModel page) {
        var output = new Utf8ByteOutput();
        page.render(output);
        request.contentType("text/html; charset=utf-8").result(bytes(output));
    }

    /// After a form was taken: the browser shows the other page by GET, and reloading it repeats nothing.
    ///
    /// @param path a path of this site
    public static void seeOther(Context request, String path) {
        request.status(303).header("Location", path);
    }

    /// Whether htmx asks for a part of the page. A page restored from history is wanted whole.
    public static boolean isHtmx(Context request) {
        return "true".equals(request.header("HX-Request")) && request.header("HX-History-Restore-Request") == null;
    }

    /// The path where somebody wants to go next, if it is one of this site; otherwise the fallback.
    ///
    /// Browsers read `//host` and `/\host` as another site, and drop tabs and line ends before they look.
    public static String ownPath(String wanted, String fallback) {
        boolean own = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.length() <= 2000
                && wanted.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return own ? wanted : fallback;
    }

    static boolean isApi(Context request) {
        return request.path().startsWith("/api/") || request.path().equals("/api");
    }

    static boolean isForProgram(Context request) {
        if (isApi(request)) return true;
        var accept = request.header("Accept");
        if (accept == null) return false;
        var types = accept.toLowerCase(Locale.ROOT);
        return types.contains("json") && !types.contains("text/html");
    }

    private static byte[] bytes(Utf8ByteOutput output) {
        try (var bytes = new ByteArrayOutputStream(output.getContentLength())) {
            output.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
