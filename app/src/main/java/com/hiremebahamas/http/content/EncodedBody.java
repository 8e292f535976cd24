package com.hiremebahamas.http.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A response body that is sent many times: compressed once, for the first client that takes it so, with a strong
/// `ETag` for each encoding.
///
/// Safe on any thread.
public final class EncodedBody {

    /// A smaller response fits one packet either way.
    public static final int MIN_COMPRESSED_BYTES = 1024;

    /// Twelve bytes of SHA-256: 96 bits make a collision between two responses of one address practically
    /// impossible.
    private static final int TAG_BYTES = 12;

    private static final byte[] NOTHING = {};

    private final String hash;
    private final Variant identity;
    /// Null until a client takes it; the identity where gzip gains nothing.
    private volatile @Nullable Variant gzip;

    /// The body as one request gets it.
    public static final class Variant {
        private final String tag;
        private final String encoding;
        private final byte[] bytes;
        private final boolean notModified;

        private Variant(String tag, String encoding, byte[] bytes, boolean notModified) {
            this.tag = tag;
            this.encoding = encoding;
            this.bytes = bytes;
            this.notModified = notModified;
        }

        /// Whether the client has this variant: it gets the status 304 and no body.
        public boolean isNotModified() {
            return notModified;
        }

        /// The `ETag`.
        public String tag() {
            return tag;
        }

        /// The `Content-Encoding`; empty when there is none.
        public String encoding() {
            return encoding;
        }

        /// Not a copy: must not be changed. Empty when not modified.
        public byte[] bytes() {
            return bytes;
        }
    }

    /// @param bytes must not be changed any more
    public EncodedBody(byte[] bytes) {
        this.hash = HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES);
        this.identity = new Variant('"' + hash + '"', "", bytes, false);
        this.gzip = bytes.length < MIN_COMPRESSED_BYTES ? identity : null;
    }

    /// Whether [#choose] returns at once, without compressing: some hundred microseconds for a page.
    public boolean isReadyFor(@Nullable String acceptEncoding) {
        return gzip != null || !AcceptEncoding.prefersGzip(acceptEncoding);
    }

    /// The variant for a GET or HEAD request with these headers, each null when absent.
    ///
    /// @param status without the condition: `If-None-Match` applies to a success only (RFC 9110, 13.2.1)
    public Variant choose(int status, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        var variant = AcceptEncoding.prefersGzip(acceptEncoding) ? gzip() : identity;
        boolean success = status >= 200 && status < 300;
        return success && ifNoneMatch != null && matches(ifNoneMatch, variant.tag)
                ? new Variant(variant.tag, "", NOTHING, true)
                : variant;
    }

    /// Uncompressed; not a copy, must not be changed.
    public byte[] bytes() {
        return identity.bytes;
    }

    /// Of the uncompressed body, in bytes.
    public int length() {
        return identity.bytes.length;
    }

    /// The beginning of the SHA-256 digest, in hexadecimal digits; at most 24.
    public String hash(int digits) {
        return hash.substring(0, digits);
    }

    /// Two threads may compress at once: both come to the same bytes.
    private Variant gzip() {
        var made = gzip;
        if (made != null) return made;
        var compressed = new Variant('"' + hash + "-gz\"", "gzip", compress(identity.bytes), false);
        gzip = compressed;
        return compressed;
    }

    /// Whether a list of entity tags has this one. Compared weakly (RFC 9110, 13.1.2): proxies that compress
    /// turn strong tags into weak ones. A tag may contain commas, so the list is read from quote to quote.
    private static boolean matches(String tags, String tag) {
        if (tags.strip().equals("*")) return true;
        int start = tags.indexOf('"');
        while (start >= 0) {
            int end = tags.indexOf('"', start + 1);
            if (end < 0) return false;
            if (end + 1 - start == tag.length() && tags.startsWith(tag, start)) return true;
            start = tags.indexOf('"', end + 1);
        }
        return false;
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
