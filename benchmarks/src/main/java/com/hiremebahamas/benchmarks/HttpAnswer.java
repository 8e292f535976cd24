package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Where an answer ends, in bytes as they come: by its length or by its last chunk.
final class HttpAnswer {

    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final String CLOSES = "connection: close";

    private enum Part {
        STATUS,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        WHOLE
    }

    private final StringBuilder line = new StringBuilder(64);
    private Part part = Part.STATUS;
    private int status;
    private long left;
    private boolean chunked;
    private boolean closes;

    int status() {
        return status;
    }

    /// Whether the server closes the connection after it.
    boolean closes() {
        return closes;
    }

    /// Takes what has come; true when nothing is missing.
    boolean take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && part != Part.WHOLE) {
            if (part == Part.BODY || part == Part.CHUNK) skip(bytes);
            else {
                byte c = bytes.get();
                if (c == '\n') endLine();
                else if (c != '\r') line.append((char) c);
            }
        }
        return part == Part.WHOLE;
    }

    private void skip(ByteBuffer bytes) {
        int some = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + some);
        left -= some;
        if (left == 0) part = part == Part.BODY ? Part.WHOLE : Part.CHUNK_END;
    }

    private void endLine() throws IOException {
        var text = line.toString();
        line.setLength(0);
        part = switch (part) {
            case STATUS -> readStatus(text);
            case FIELDS -> text.isEmpty() ? body() : readField(text.toLowerCase(Locale.ROOT));
            case CHUNK_SIZE -> readSize(text);
            case CHUNK_END -> Part.CHUNK_SIZE;
            case TRAILERS -> text.isEmpty() ? Part.WHOLE : Part.TRAILERS;
            case BODY, CHUNK, WHOLE -> throw new IllegalStateException("No line ends in a " + part);
        };
    }

    private Part readStatus(String text) throws IOException {
        if (!text.startsWith("HTTP/1.1 ")) throw new IOException("Not an answer: " + text);
        status = Integer.parseInt(text, 9, 12, 10);
        return Part.FIELDS;
    }

    private Part readField(String text) {
        if (text.startsWith(LENGTH))
            left = Long.parseLong(text.substring(LENGTH.length()).strip());
        chunked |= text.equals(CHUNKED);
        closes |= text.equals(CLOSES);
        return Part.FIELDS;
    }

    private Part body() {
        if (chunked) return Part.CHUNK_SIZE;
        return left == 0 ? Part.WHOLE : Part.BODY;
    }

    private Part readSize(String text) {
        left = Long.parseLong(text.strip(), 16);
        return left == 0 ? Part.TRAILERS : Part.CHUNK;
    }
}
