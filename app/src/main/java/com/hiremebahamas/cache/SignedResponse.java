package com.hiremebahamas.cache;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A response as it lies in Redis: a signature, the time of its computation, route, headers and body, compressed
/// where that gains something. The format needs no version: it is read by the build that wrote it.
final class SignedResponse {

    /// A page of jobs has some 30 KiB. A body that says it is more is not decompressed any further.
    static final int MAX_BODY_BYTES = 256 * 1024;

    private static final int OK = 200;

    private SignedResponse() {}

    /// Whether it is a kind of response that is shared, and not too large.
    static boolean fits(CacheEntry entry) {
        return entry.response().status() == OK && entry.response().body().length() <= MAX_BODY_BYTES;
    }

    static byte[] write(SharedKey key, String address, CacheEntry entry) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(new byte[SharedKey.SIGNATURE_BYTES]);
            out.writeLong(entry.at().toEpochMilli());
            write(out, entry.response());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var value = bytes.toByteArray();
        var signature = key.sign(address, value, SharedKey.SIGNATURE_BYTES);
        System.arraycopy(signature, 0, value, 0, signature.length);
        return value;
    }

    private static void write(DataOutputStream out, CachedResponse response) throws IOException {
        out.writeUTF(response.route());
        out.writeByte(response.headers().size());
        for (var header : response.headers().entrySet()) {
            out.writeUTF(header.getKey());
            out.writeUTF(header.getValue());
        }
        var body = response.body().choose(response.status(), "gzip", null);
        out.writeBoolean(!body.encoding().isEmpty());
        out.write(body.bytes());
    }

    /// Null when no instance of this build has written these bytes at this address.
    static @Nullable CacheEntry read(SharedKey key, String address, byte[] value) {
        if (value.length < SharedKey.SIGNATURE_BYTES) return null;
        var signature = key.sign(address, value, SharedKey.SIGNATURE_BYTES);
        // Compares the first bytes in a time that does not depend on them.
        if (!MessageDigest.isEqual(signature, Arrays.copyOf(value, signature.length))) return null;
        int length = value.length - signature.length;
        try (var in = new DataInputStream(new ByteArrayInputStream(value, signature.length, length))) {
            return entry(in);
        } catch (IOException _) {
            return null;
        }
    }

    private static CacheEntry entry(DataInputStream in) throws IOException {
        var at = Instant.ofEpochMilli(in.readLong());
        var route = in.readUTF();
        var headers = new HashMap<String, String>();
        for (int left = in.readUnsignedByte(); left > 0; left--) headers.put(in.readUTF(), in.readUTF());
        var body = body(in.readBoolean() ? new GZIPInputStream(in) : in);
        var response = new CachedResponse(OK, headers, new EncodedBody(body), route);
        return new CacheEntry(response, PublicResponseCache.Content.JOBS, CacheEntry.OF_ANOTHER_INSTANCE, at);
    }

    private static byte[] body(InputStream in) throws IOException {
        var body = in.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) throw new IOException("Too large");
        return body;
    }
}
