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

/// Takes in the whole body of a request before the application sees it.
///
/// So a body that is too large, too slow or broken is refused in one place, and a client that sends one byte a second
/// holds no turn and no database connection.
final class BodyBuffer {

    /// The longest thing people send is a job with its description.
    static final int MOST_BYTES = 1 << 20;

    /// What all bodies together may take of the heap, where each is also copied and read as text; small ones are
    /// counted
    /// as they arrive, so that a client that announces much and sends little takes little.
    private static final int MOST_BYTES_OF_ALL = 8 << 20;

    private final Duration longest;
    private final Semaphore room = new Semaphore(MOST_BYTES_OF_ALL);

    BodyBuffer(Duration longest) {
        this.longest = longest;
    }

    sealed interface Intake {

        record Whole(Request request) implements Intake {}

        record Refused(int status) implements Intake {}
    }

    /// Blocks until the body is in, at most for the longest time a body may take.
    Intake take(Request request) throws InterruptedException {
        var headers = request.getHeaders();
        long announced = headers.getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeader.TRANSFER_ENCODING);
        if (announced <= 0 && !chunked) return new Intake.Whole(request);
        boolean old = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1;
        if (chunked && old) return new Intake.Refused(400); // proxies of that age would read it as two requests
        if (announced > MOST_BYTES) return new Intake.Refused(413);
        if (headers.contains(HttpHeader.CONTENT_ENCODING)) return new Intake.Refused(415);
        return read(request);
    }

    private Intake read(Request request) throws InterruptedException {
        long end = System.nanoTime() + Deadline.left(longest).toNanos();
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var chunk = await(request, end);
            if (chunk == null) return new Intake.Refused(408);
            if (Content.Chunk.isFailure(chunk)) return new Intake.Refused(status(chunk.getFailure()));
            boolean fits = bytes.size() + chunk.remaining() <= MOST_BYTES;
            boolean roomLeft = fits && room.tryAcquire(chunk.remaining());
            if (roomLeft) {
                freeAtTheEnd(request, chunk.remaining());
                append(bytes, chunk.getByteBuffer());
            }
            boolean last = chunk.isLast();
            chunk.release();
            if (!roomLeft) return new Intake.Refused(fits ? 503 : 413);
            if (last) return new Intake.Whole(new WholeRequest(request, bytes.toByteArray()));
        }
    }

    private static void append(ByteArrayOutputStream bytes, ByteBuffer more) {
        var copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    private void freeAtTheEnd(Request request, int count) {
        if (count > 0) Request.addCompletionListener(request, _ -> room.release(count));
    }

    /// The next piece; null when it did not come in time.
    private static Content.@Nullable Chunk await(Request request, long end) throws InterruptedException {
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
            case HttpException broken -> broken.getCode();
            case TimeoutException _ -> 408;
            default -> 400;
        };
    }

    /// A request whose body is already here.
    private static final class WholeRequest extends Request.Wrapper {
        private final Content.Source body;
        private final int length;

        WholeRequest(Request request, byte[] body) {
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
