package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Bytes as they are sent, again and again: under a strong tag, and compressed once for all who can read that.
///
/// Safe on any thread.
public final class Packed {

    /// Below this a compressed answer saves no packet.
    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private static final Pattern NO_GZIP = Pattern.compile("gzip *; *q=0(\\.0*)? *(,|$)");

    /// Twelve bytes: that two answers of one address share them by chance will never happen.
    private static final int TAG_BYTES = 12;

    private final byte[] bytes;
    private final String tag;
    private volatile byte @Nullable [] gzip;

    public Packed(byte[] bytes) {
        this.bytes = bytes;
        this.tag = HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    /// The beginning of the digest, in hexadecimal digits.
    String hash(int digits) {
        return tag.substring(0, digits);
    }

    /// Answers with the bytes, or with 304 to whoever has them.
    public void send(Context request) {
        if (request.res().getHeader("Vary") == null) request.header("Vary", "Accept-Encoding");
        boolean compress = bytes.length >= WORTH_COMPRESSING_BYTES && readsGzip(request);
        var own = compress ? tag + "-gz" : tag;
        request.header("ETag", '"' + own + '"');
        if (has(request, own)) {
            request.status(304).result(new byte[0]);
            return;
        }
        if (compress) request.header("Content-Encoding", "gzip");
        byte[] body = compress ? compressed() : bytes;
        request.res().setContentLength(body.length);
        request.result(body);
    }

    private static boolean readsGzip(Context request) {
        var accepted = request.header("Accept-Encoding");
        return accepted != null
                && accepted.contains("gzip")
                && !NO_GZIP.matcher(accepted).find();
    }

    /// Compared as weak ones: a proxy that compresses by itself makes them so.
    private static boolean has(Context request, String tag) {
        var known = request.header("If-None-Match");
        return known != null && (known.strip().equals("*") || known.contains('"' + tag + '"'));
    }

    private byte[] compressed() {
        var made = gzip;
        if (made == null) gzip = made = compress(bytes);
        return made;
    }

    private static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
