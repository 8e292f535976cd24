package com.hiremebahamas.web;

import com.hiremebahamas.http.EncodedBody;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        return isHtmx(request::header);
    }

    /// The same of a request that is known by its headers only.
    public static boolean isHtmx(Function<String, @Nullable String> headers) {
        return "true".equals(headers.apply("HX-Request")) && headers.apply("HX-History-Restore-Request") == null;
    }

    /// Answers with the bytes, or with 304 to whoever has them.
    public static void send(Context request, EncodedBody body) {
        if (request.res().getHeader("Vary") == null) request.header("Vary", "Accept-Encoding");
        boolean compressed = body.isCompressedFor(request.header("Accept-Encoding"));
        var tag = body.tag(compressed);
        request.header("ETag", tag);
        if (EncodedBody.isKnown(request.header("If-None-Match"), tag)) {
            request.status(304).result(new byte[0]);
            return;
        }
        if (compressed) request.header("Content-Encoding", "gzip");
        var bytes = body.bytes(compressed);
        request.res().setContentLength(bytes.length);
        request.result(bytes);
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
