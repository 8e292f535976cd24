package com.hiremebahamas.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The response to one request: what the application has made, sent when it is complete, or an error when the
/// application takes too long.
///
/// So the application never waits for a client that reads slowly, and an error after half a page replaces that
/// half. What the application writes after the timeout took over is discarded. Safe on any thread.
final class SingleResponse extends Response.Wrapper implements Callback {

    private enum State {
        OPEN,
        TAKEN_OVER,
        COMPLETE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final InFlightRequests inFlight;
    private final Callback callback;

    /// Null until the application writes; of its thread alone.
    private @Nullable ByteArrayOutputStream content;

    SingleResponse(Request request, Response response, Callback callback, InFlightRequests inFlight) {
        super(request, response);
        this.callback = callback;
        this.inFlight = inFlight;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer bytes, Callback written) {
        if (state.get() != State.OPEN) {
            written.failed(new TimeoutException("The request was answered without the application"));
            return;
        }
        if (bytes != null) append(bytes);
        written.succeeded();
    }

    @Override
    public void reset() {
        if (state.get() != State.OPEN) return;
        content = null;
        super.reset();
    }

    @Override
    public void succeeded() {
        if (state.compareAndSet(State.OPEN, State.COMPLETE)) send();
    }

    @Override
    public void failed(Throwable failure) {
        if (state.compareAndSet(State.OPEN, State.COMPLETE)) callback.failed(failure);
    }

    /// Answers with the error in the application's place.
    ///
    /// @return false when the application had completed the response before
    boolean takeOver(ErrorResponses errors, HttpError error) {
        if (!state.compareAndSet(State.OPEN, State.TAKEN_OVER)) return false;
        getWrapped().reset();
        getWrapped().getHeaders().put(HttpHeader.CONNECTION, "close");
        errors.write(getRequest(), getWrapped(), callback, error);
        return true;
    }

    private void append(ByteBuffer bytes) {
        var more = new byte[bytes.remaining()];
        bytes.get(more);
        if (content == null) content = new ByteArrayOutputStream(more.length);
        content.writeBytes(more);
    }

    private void send() {
        // Checked here again: the drain may have begun since the request was accepted.
        if (inFlight.isDraining()) getHeaders().put(HttpHeader.CONNECTION, "close");
        if (content == null) {
            callback.succeeded();
        } else {
            var bytes = ByteBuffer.wrap(content.toByteArray());
            content = null; // the request's timeout keeps this object until the client has read the bytes
            super.write(true, bytes, callback);
        }
    }
}
