package com.hiremebahamas.web;

import com.hiremebahamas.http.BodyBuffer;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The body of a request, which the HTTP server has read and limited; decoded strictly as UTF-8.
final class RequestBody {

    private static final byte[] EMPTY = {};

    private RequestBody() {}

    /// Not a copy: must not be changed.
    static byte[] bytes(Context request) {
        byte @Nullable [] body = request.attribute(BodyBuffer.ATTRIBUTE);
        return body == null ? EMPTY : body;
    }

    /// @throws Problem 400 when the body is not UTF-8
    static String text(Context request) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(request)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.notUtf8();
        }
    }

    /// Requires this media type; a charset other than UTF-8, in any of its spellings, makes it another one.
    ///
    /// @throws Problem 415 for any other
    static void require(Context request, String mediaType) {
        // Not the servlet's parser, which throws on a charset it does not know.
        var header = request.header("Content-Type");
        var parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", -1);
        boolean accepted = parts[0].strip().equals(mediaType);
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !isUtf8(parameter.substring("charset=".length()))) accepted = false;
        }
        if (!accepted) {
            throw Problem.of(415, "unsupported_media_type", "Send the body as " + mediaType + " in UTF-8.")
                    .onPage("That was not sent by a form of this site. Open the page here, and try again.");
        }
    }

    /// `utf8` is not registered, but a label of UTF-8 for browsers, and common.
    private static boolean isUtf8(String charset) {
        boolean quoted = charset.length() >= 2 && charset.startsWith("\"") && charset.endsWith("\"");
        var name = quoted ? charset.substring(1, charset.length() - 1) : charset;
        return name.equals("utf-8") || name.equals("utf8");
    }
}
