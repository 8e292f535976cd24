package com.hiremebahamas.http;

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
public final class EncodedBody {

    /// Below this a compressed answer saves no packet.
    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private static final Pattern NO_GZIP = Pattern.compile("gzip *; *q=0(\\.0*)? *(,|$)");

    /// Twelve bytes: that two answers of one address share them by chance will never happen.
    private static final int TAG_BYTES = 12;

    private final byte[] bytes;
    private final String hash;
    private final String tag;
    private final String tagOfGzip;
    /// Made with the rest, so that the selector never compresses; empty where that is not worth it.
    private final byte[] gzip;

    public EncodedBody(byte[] bytes) {
        this.bytes = bytes;
        this.hash = HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES);
        this.gzip = bytes.length < WORTH_COMPRESSING_BYTES ? new byte[0] : compress(bytes);
        this.tag = '"' + hash + '"';
        this.tagOfGzip = '"' + hash + "-gz\"";
    }

    /// As they were packed.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    /// The beginning of the digest, in hexadecimal digits.
    public String hash(int digits) {
        return hash.substring(0, digits);
    }

    /// Whether they are sent compressed to whoever sent this `Accept-Encoding`.
    public boolean isCompressedFor(@Nullable String accepted) {
        return gzip.length > 0
                && accepted != null
                && accepted.contains("gzip")
                && !NO_GZIP.matcher(accepted).find();
    }

    /// The `ETag`.
    public String tag(boolean compressed) {
        return compressed ? tagOfGzip : tag;
    }

    /// Whether whoever sent this `If-None-Match` has what the tag names. Compared as weak ones, which is what a proxy
    /// that compresses makes of them.
    public static boolean isKnown(@Nullable String known, String tag) {
        return known != null && (known.strip().equals("*") || known.contains(tag));
    }

    public byte[] bytes(boolean compressed) {
        return compressed ? gzip : bytes;
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
