package com.hiremebahamas.http;

import com.hiremebahamas.http.connections.BoundedEndPoint;
import com.hiremebahamas.http.connections.MemoryBudget;
import com.hiremebahamas.tidepool.Deadline;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads the whole body of a request before the application sees it.
///
/// So a body that is too large, too slow or malformed is rejected in one place, and a client that sends one
/// byte a second holds no permit and no database connection. Bodies are counted in a [budget][MemoryBudget] as
/// they arrive, and as [AdmittedBodies] when they are whole. Safe on any thread.
public final class BodyBuffer {

    /// The request attribute that holds the body as a `byte[]`; absent when there is none.
    public static final String ATTRIBUTE = "hiremebahamas.body";

    /// Twice the longest form, a job with its description, with every character escaped.
    public static final int MAX_BYTES = 256 * 1024;

    /// What is made of each byte: a growing buffer, the body, its text, and the fields of the form.
    private static final int HEAP_PER_BYTE = 4;

    private static final Result TOO_LARGE = new Result.Rejected(413);

    private final Duration longest;
    private final MemoryBudget arriving;
    private final AdmittedBodies admitted;

    /// @param longest time from the end of the head to the end of the body
    BodyBuffer(Duration longest, MemoryBudget arriving, AdmittedBodies admitted) {
        this.longest = longest;
        this.arriving = arriving;
        this.admitted = admitted;
    }

    sealed interface Result {

        /// The request with its body in memory, which closing frees.
        record Complete(Request request, Runnable release) implements Result, AutoCloseable {
            @Override
            public void close() {
                request.removeAttribute(ATTRIBUTE);
                release.run();
            }
        }

        record Rejected(int status) implements Result {}
    }

    /// Whether the head of the request announces a body.
    static boolean isExpected(Request request) {
        var headers = request.getHeaders();
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /// Blocks until the body is complete, at most for the longest time a body may take.
    ///
    /// @param client whose bodies count together
    Result read(Request request, String client) throws InterruptedException {
        var headers = request.getHeaders();
        boolean chunked = headers.contains(HttpHeader.TRANSFER_ENCODING);
        boolean old = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1;
        if (chunked && old) return new Result.Rejected(400); // HTTP/1.0 proxies would read it as two requests
        if (!isPlain(request)) return new Result.Rejected(415);
        var arrived = new Semaphore(0);
        try (var memory = arriving.reserve(client, _ -> arrived.release())) {
            if (!memory.add(BoundedEndPoint.OVERHEAD_BYTES)) return rejected(memory);
            boolean announcedTooLarge = headers.getLongField(HttpHeader.CONTENT_LENGTH) > MAX_BYTES;
            var result = announcedTooLarge ? TOO_LARGE : readChunks(request, client, memory, arrived);
            if (result.equals(TOO_LARGE)) UnreadBody.discard(request, memory, arrived);
            return result;
        }
    }

    /// `identity` names no encoding (RFC 9110, 8.4.1), and some clients send it.
    private static boolean isPlain(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING).stream()
                .flatMap(encodings -> Stream.of(encodings.split(",", -1)))
                .allMatch(encoding -> encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity"));
    }

    private Result readChunks(Request request, String client, MemoryBudget.Reservation memory, Semaphore arrived)
            throws InterruptedException {
        long end = System.nanoTime() + Deadline.left(longest).toNanos();
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var chunk = next(request, memory, arrived, end);
            if (chunk == null) return rejected(memory);
            if (Content.Chunk.isFailure(chunk)) return new Result.Rejected(status(chunk.getFailure()));
            int count = chunk.remaining();
            boolean fits = bytes.size() + count <= MAX_BYTES;
            boolean reserved = fits && memory.add((long) HEAP_PER_BYTE * count);
            if (reserved) append(bytes, chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (!fits) return TOO_LARGE;
            if (!reserved) return rejected(memory);
            if (last) return admit(request, client, bytes.toByteArray());
            memory.progress(count);
        }
    }

    private Result admit(Request request, String client, byte[] body) {
        long heap = (long) HEAP_PER_BYTE * body.length;
        if (!admitted.reserve(client, heap)) return new Result.Rejected(503);
        request.setAttribute(ATTRIBUTE, body);
        return new Result.Complete(new BufferedRequest(request, body), () -> admitted.release(client, heap));
    }

    /// Of a body that did not arrive in time, or for which there was no memory.
    private static Result rejected(MemoryBudget.Reservation memory) {
        return new Result.Rejected(memory.revoked() == MemoryBudget.Cause.NO_MEMORY ? 503 : 408);
    }

    private static void append(ByteArrayOutputStream bytes, ByteBuffer more) {
        var copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    /// Null when the next chunk did not arrive in time, or its memory is needed for others.
    private static Content.@Nullable Chunk next(
            Request request, MemoryBudget.Reservation memory, Semaphore arrived, long end) throws InterruptedException {
        while (memory.revoked() == null) {
            var chunk = request.read();
            if (chunk != null) return chunk;
            request.demand(arrived::release);
            if (!arrived.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) return null;
        }
        return null;
    }

    private static int status(Throwable failure) {
        return switch (failure) {
            case HttpException malformed -> malformed.getCode();
            case TimeoutException _ -> 408;
            default -> 400;
        };
    }

    /// A request whose body is in memory, for a servlet that reads it as a stream.
    private static final class BufferedRequest extends Request.Wrapper {
        private final Content.Source body;
        private final int length;

        BufferedRequest(Request request, byte[] body) {
            super(request);
            this.length = body.length;
            this.body = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable available) {
            body.demand(available);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }
}
