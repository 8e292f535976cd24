package com.hiremebahamas.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The response to one request, written once: by the application, or by the timeout when the application takes
/// too long.
///
/// What the application writes after the timeout took over is discarded. Safe on any thread.
final class SingleResponse extends Response.Wrapper implements Callback {

    private enum State {
        OPEN,
        WRITING,
        TAKEN_OVER,
        COMPLETE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final ConcurrencyLimiter limiter;
    private final Callback callback;

    SingleResponse(Request request, Response response, Callback callback, ConcurrencyLimiter limiter) {
        super(request, response);
        this.callback = callback;
        this.limiter = limiter;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback written) {
        if (state.compareAndSet(State.OPEN, State.WRITING)) {
            // Checked here again: the drain may have begun since the request was admitted.
            if (limiter.isDraining()) getHeaders().put(HttpHeader.CONNECTION, "close");
            super.write(last, bytes, written);
        } else if (state.get() == State.WRITING) {
            super.write(last, bytes, written);
        } else {
            written.failed(new TimeoutException("The request was answered without the application"));
        }
    }

    @Override
    public void reset() {
        if (state.get() != State.TAKEN_OVER) super.reset();
    }

    @Override
    public void succeeded() {
        if (ends(State.COMPLETE)) callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        if (ends(State.COMPLETE)) callback.failed(failure);
    }

    /// Ends the request in the application's place: with the error when nothing was written yet, otherwise by
    /// breaking the connection, so that no client takes half a response for a whole one.
    ///
    /// @return false when the application had completed the response before
    boolean takeOver(ErrorResponses errors, HttpError error) {
        if (state.compareAndSet(State.OPEN, State.TAKEN_OVER)) {
            getWrapped().reset();
            getWrapped().getHeaders().put(HttpHeader.CONNECTION, "close");
            errors.write(getRequest(), getWrapped(), callback, error);
            return true;
        }
        boolean broken = ends(State.TAKEN_OVER);
        if (broken) callback.failed(new TimeoutException("The response took too long"));
        return broken;
    }

    /// Whether this call, and none before it, ended the response.
    private boolean ends(State end) {
        var before = state.getAndUpdate(now -> isOver(now) ? now : end);
        return !isOver(before);
    }

    private static boolean isOver(State state) {
        return state == State.COMPLETE || state == State.TAKEN_OVER;
    }
}
