package com.hiremebahamas.web;

import com.hiremebahamas.http.content.EncodedBody;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Responses for browsers: HTML pages, redirects, static bodies.
public final class Pages {

    private Pages() {}

    public static void html(Context request, JteModel page) {
        var output = new Utf8ByteOutput();
        page.render(output);
        request.contentType("text/html; charset=utf-8").result(bytes(output));
    }

    /// Redirects after a form was accepted: the browser loads the other page by GET, and reloading it repeats
    /// nothing.
    ///
    /// @param path a path of this site
    public static void seeOther(Context request, String path) {
        request.status(303).header("Location", path);
    }

    /// Whether htmx requests a part of the page; to restore its history it requests the whole page.
    public static boolean isHtmx(Context request) {
        return isHtmx(request::header);
    }

    /// The same for a request of which only the headers are at hand.
    public static boolean isHtmx(Function<String, @Nullable String> headers) {
        return "true".equals(headers.apply("HX-Request")) && headers.apply("HX-History-Restore-Request") == null;
    }

    /// Sends the body in the encoding that the client accepts, or 304 when the client has it.
    public static void send(Context request, EncodedBody body) {
        var variant =
                body.choose(request.statusCode(), request.header("Accept-Encoding"), request.header("If-None-Match"));
        request.header("ETag", variant.tag());
        if (variant.isNotModified()) {
            request.status(304);
        } else {
            if (!variant.encoding().isEmpty()) request.header("Content-Encoding", variant.encoding());
            request.res().setContentLength(variant.bytes().length);
        }
        request.result(variant.bytes());
    }

    /// The path to redirect to, if it is one of this site; otherwise the fallback. Its query is part of it, a
    /// fragment is not: no browser sends one.
    ///
    /// Browsers take `//host` and `/\host` for another site, and remove tabs and line ends before parsing.
    public static String ownPath(String wanted, String fallback) {
        boolean own = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.length() <= 2000
                && wanted.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return own ? wanted.split("#", 2)[0] : fallback;
    }

    /// The path as the value of a parameter, such as in `/sign-in?next=…`.
    public static String asParameter(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    static boolean isApi(Context request) {
        return request.path().startsWith("/api/") || request.path().equals("/api");
    }

    static boolean isForApiClient(Context request) {
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
