package com.hiremebahamas.http;

import com.hiremebahamas.tidepool.Deadline;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads the whole body of a request before the application sees it.
///
/// So a body that is too large, too slow or malformed is rejected in one place, and a client that sends one
/// byte a second holds no permit and no database connection. Safe on any thread.
public final class BodyBuffer {

    /// The request attribute that holds the body as a `byte[]`; absent when there is none.
    public static final String ATTRIBUTE = "hiremebahamas.body";

    /// Twice the longest form, a job with its description, with every character escaped.
    public static final int MAX_BYTES = 256 * 1024;

    /// What all bodies together may take of the heap, where each is also decoded to text. Bytes are counted as
    /// they arrive, so that a client that announces much and sends little takes little.
    private static final int MAX_TOTAL_BYTES = 8 << 20;

    private final Duration longest;
    private final Semaphore memory = new Semaphore(MAX_TOTAL_BYTES);

    /// @param longest time from the end of the head to the end of the body
    BodyBuffer(Duration longest) {
        this.longest = longest;
    }

    sealed interface Result {

        /// The request, with its body in memory.
        record Complete(Request request) implements Result {}

        record Rejected(int status) implements Result {}
    }

    /// Blocks until the body is complete, at most for the longest time a body may take.
    Result read(Request request) throws InterruptedException {
        var headers = request.getHeaders();
        long announced = headers.getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeader.TRANSFER_ENCODING);
        if (announced <= 0 && !chunked) return new Result.Complete(request);
        boolean old = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1;
        if (chunked && old) return new Result.Rejected(400); // HTTP/1.0 proxies would read it as two requests
        if (announced > MAX_BYTES) return new Result.Rejected(413);
        if (headers.contains(HttpHeader.CONTENT_ENCODING)) return new Result.Rejected(415);
        return readChunks(request);
    }

    private Result readChunks(Request request) throws InterruptedException {
        long end = System.nanoTime() + Deadline.left(longest).toNanos();
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var chunk = next(request, end);
            if (chunk == null) return new Result.Rejected(408);
            if (Content.Chunk.isFailure(chunk)) return new Result.Rejected(status(chunk.getFailure()));
            boolean fits = bytes.size() + chunk.remaining() <= MAX_BYTES;
            boolean reserved = fits && memory.tryAcquire(chunk.remaining());
            if (reserved) {
                releaseOnCompletion(request, chunk.remaining());
                append(bytes, chunk.getByteBuffer());
            }
            boolean last = chunk.isLast();
            chunk.release();
            if (!reserved) return new Result.Rejected(fits ? 503 : 413);
            if (last) return complete(request, bytes.toByteArray());
        }
    }

    private static Result complete(Request request, byte[] body) {
        request.setAttribute(ATTRIBUTE, body);
        return new Result.Complete(new BufferedRequest(request, body));
    }

    private static void append(ByteArrayOutputStream bytes, ByteBuffer more) {
        var copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    private void releaseOnCompletion(Request request, int count) {
        if (count > 0) Request.addCompletionListener(request, _ -> memory.release(count));
    }

    /// Null when the next chunk did not arrive in time.
    private static Content.@Nullable Chunk next(Request request, long end) throws InterruptedException {
        while (true) {
            var chunk = request.read();
            if (chunk != null) return chunk;
            var arrived = new Semaphore(0);
            request.demand(arrived::release);
            if (!arrived.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) return null;
        }
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
