package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The body of a request, read once, bounded and strictly UTF-8.
final class RequestBody {

    /// Twice the longest form with every character escaped.
    static final int LONGEST_BYTES = 256 * 1024;

    private RequestBody() {}

    static byte[] bytes(Context request) {
        byte @Nullable [] read = request.attribute("body");
        if (read != null) return read;
        byte[] bytes = read(request);
        request.attribute("body", bytes);
        return bytes;
    }

    static String text(Context request) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(request)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The request is not valid UTF-8.");
        }
    }

    /// Refuses anything but this media type; a charset other than UTF-8 is another type.
    static void require(Context request, String mediaType) {
        // Not the servlet's own reading of it, which throws on a charset it does not know.
        var header = request.header("Content-Type");
        var parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", -1);
        boolean right = parts[0].strip().equals(mediaType);
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) right = false;
        }
        if (!right) {
            throw Problem.of(415, "unsupported_media_type", "Send the body as " + mediaType + " in UTF-8.");
        }
    }

    private static byte[] read(Context request) {
        try {
            byte[] bytes = request.req().getInputStream().readNBytes(LONGEST_BYTES + 1);
            if (bytes.length <= LONGEST_BYTES) return bytes;
        } catch (IOException e) {
            // What is left on the wire cannot be told from the next request.
            throw Problem.malformed("The body of the request did not arrive whole.")
                    .with("Connection", "close");
        }
        throw Problem.of(413, "too_large", "The request is too large: send at most 256 kB.")
                .with("Connection", "close");
    }
}
