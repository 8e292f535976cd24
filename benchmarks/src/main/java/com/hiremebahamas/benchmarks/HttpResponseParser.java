package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Finds the status and the end of an HTTP/1.1 response, by its length or its last chunk, in bytes as they arrive.
final class HttpResponseParser {

    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final String CLOSES = "connection: close";

    private enum Element {
        STATUS,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE
    }

    private final StringBuilder line = new StringBuilder(64);
    private Element element = Element.STATUS;
    private int status;
    private long remaining;
    private boolean chunked;
    private boolean closes;

    int status() {
        return status;
    }

    /// Whether the server closes the connection after this response.
    boolean closes() {
        return closes;
    }

    /// Consumes the bytes; true when the response is complete.
    boolean parse(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && element != Element.COMPLETE) {
            if (element == Element.BODY || element == Element.CHUNK) skip(bytes);
            else {
                byte c = bytes.get();
                if (c == '\n') endLine();
                else if (c != '\r') line.append((char) c);
            }
        }
        return element == Element.COMPLETE;
    }

    private void skip(ByteBuffer bytes) {
        int some = (int) Math.min(remaining, bytes.remaining());
        bytes.position(bytes.position() + some);
        remaining -= some;
        if (remaining == 0) element = element == Element.BODY ? Element.COMPLETE : Element.CHUNK_END;
    }

    private void endLine() throws IOException {
        var text = line.toString();
        line.setLength(0);
        element = switch (element) {
            case STATUS -> readStatus(text);
            case FIELDS -> text.isEmpty() ? body() : readField(text.toLowerCase(Locale.ROOT));
            case CHUNK_SIZE -> readSize(text);
            case CHUNK_END -> Element.CHUNK_SIZE;
            case TRAILERS -> text.isEmpty() ? Element.COMPLETE : Element.TRAILERS;
            case BODY, CHUNK, COMPLETE -> throw new IllegalStateException("No line ends in a " + element);
        };
    }

    private Element readStatus(String text) throws IOException {
        if (!text.startsWith("HTTP/1.1 ")) throw new IOException("Not an HTTP/1.1 response: " + text);
        status = Integer.parseInt(text, 9, 12, 10);
        return Element.FIELDS;
    }

    private Element readField(String text) {
        if (text.startsWith(LENGTH))
            remaining = Long.parseLong(text.substring(LENGTH.length()).strip());
        chunked |= text.equals(CHUNKED);
        closes |= text.equals(CLOSES);
        return Element.FIELDS;
    }

    private Element body() {
        if (chunked) return Element.CHUNK_SIZE;
        return remaining == 0 ? Element.COMPLETE : Element.BODY;
    }

    private Element readSize(String text) {
        remaining = Long.parseLong(text.strip(), 16);
        return remaining == 0 ? Element.TRAILERS : Element.CHUNK;
    }
}
