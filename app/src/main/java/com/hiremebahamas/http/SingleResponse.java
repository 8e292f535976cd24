package com.hiremebahamas.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The answer to one request, given once: by the application, or by the watchdog when the application takes too long.
///
/// What the application writes after the watchdog took over goes nowhere.
final class SingleResponse extends Response.Wrapper implements Callback {

    private enum State {
        OPEN,
        BEGUN,
        TAKEN_OVER,
        DONE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final ConcurrencyLimiter admission;
    private final Callback callback;

    SingleResponse(Request request, Response response, Callback callback, ConcurrencyLimiter admission) {
        super(request, response);
        this.callback = callback;
        this.admission = admission;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback written) {
        if (state.compareAndSet(State.OPEN, State.BEGUN)) {
            // Asked here and not at the entrance: the drain may have begun in between.
            if (admission.isDraining()) getHeaders().put(HttpHeader.CONNECTION, "close");
            super.write(last, bytes, written);
        } else if (state.get() == State.BEGUN) {
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
        if (isFirstEnd(State.DONE)) callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        if (isFirstEnd(State.DONE)) callback.failed(failure);
    }

    /// Ends the request in the application's place: with the refusal when nothing was written yet, otherwise
    /// by breaking the connection, so that half an answer is not taken for a whole one.
    ///
    /// @return false when the application was done before
    boolean takeOver(ErrorResponses refusals, Rejection refusal) {
        boolean untouched = state.compareAndSet(State.OPEN, State.TAKEN_OVER);
        if (untouched) {
            getWrapped().reset();
            getWrapped().getHeaders().put(HttpHeader.CONNECTION, "close");
            refusals.answer(getRequest(), getWrapped(), callback, refusal);
            return true;
        }
        boolean broken = isFirstEnd(State.TAKEN_OVER);
        if (broken) callback.failed(new TimeoutException("The answer took too long"));
        return broken;
    }

    private boolean isFirstEnd(State end) {
        var before = state.getAndUpdate(now -> isOver(now) ? now : end);
        return !isOver(before);
    }

    private static boolean isOver(State state) {
        return state == State.DONE || state == State.TAKEN_OVER;
    }
}
