package com.hiremebahamas.http;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Processes one admitted request on its own virtual thread: reads its body, waits for a permit, runs the
/// application; and answers in the application's place when the request's time is over.
final class RequestTask implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RequestTask.class);

    /// After this wait for a permit the client has gone or tried again.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// At the deadline the running statement is cancelled, and within this time the application answers with a
    /// more specific error than the timeout's.
    private static final Duration GRACE = Duration.ofMillis(250);

    private final RequestContext context;
    private final Request request;
    private final SingleResponse response;
    private final Handler application;
    private final Rules rules;
    private volatile @Nullable Thread thread;

    /// What holds for every request.
    record Rules(Duration limit, ConcurrencyLimiter limiter, BodyBuffer bodies, ErrorResponses errors) {}

    RequestTask(RequestContext context, Request request, SingleResponse response, Handler application, Rules rules) {
        this.context = context;
        this.request = request;
        this.response = response;
        this.application = application;
        this.rules = rules;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            context.run(() -> Deadline.runWithin(rules.limit(), this::process));
        } catch (InterruptedException e) {
            response.takeOver(rules.errors(), HttpError.TOO_SLOW);
        } catch (Exception e) {
            log.error("Request {} failed", context.requestId(), e);
            fail(500);
        }
    }

    private void process() throws Exception {
        if (!BodyBuffer.isExpected(request)) {
            handleAdmitted(request);
            return;
        }
        switch (rules.bodies().read(request, context.client().network())) {
            case BodyBuffer.Result.Complete complete -> {
                try (complete) {
                    admit(complete.request());
                }
            }
            case BodyBuffer.Result.Rejected(int status) -> fail(status);
        }
    }

    private void admit(Request complete) throws Exception {
        if (rules.limiter().admit()) {
            handleAdmitted(complete);
        } else {
            rules.errors().write(request, response, response, HttpError.BUSY);
        }
    }

    private void handleAdmitted(Request complete) throws Exception {
        scheduleTimeout();
        try {
            handle(complete);
        } finally {
            rules.limiter().exit();
        }
    }

    private void handle(Request complete) throws Exception {
        if (!rules.limiter().acquire(Deadline.left(LONGEST_WAIT))) {
            rules.errors().write(request, response, response, HttpError.BUSY);
            return;
        }
        try {
            if (!application.handle(complete, response, response)) fail(404);
        } finally {
            rules.limiter().release();
        }
    }

    /// Not before the body is there: reading it ends by itself, with 408.
    private void scheduleTimeout() {
        long millis = Deadline.left(rules.limit()).plus(GRACE).toMillis();
        var timeout = request.getComponents().getScheduler().schedule(this::timedOut, millis, TimeUnit.MILLISECONDS);
        Request.addCompletionListener(request, _ -> timeout.cancel());
    }

    /// The rest of a rejected body would be read as the next request.
    private void fail(int status) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Response.writeError(request, response, response, status);
    }

    private void timedOut() {
        if (!response.takeOver(rules.errors(), HttpError.TOO_SLOW)) return;
        log.warn("Request {} was answered in the application's place after {}", context.requestId(), rules.limit());
        var stuck = thread;
        if (stuck != null) stuck.interrupt();
    }
}
