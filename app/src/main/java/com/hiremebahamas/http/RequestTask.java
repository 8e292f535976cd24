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

/// One admitted request on its own virtual thread: its body comes in, it waits for its turn, the application answers;
/// and a watchdog, should the application never do so.
final class RequestTask implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RequestTask.class);

    /// Whoever waited this long for a turn has gone or asked again.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// At the deadline the statement under way is cancelled, and the application says so in better words than the
    /// watchdog's, if it is given the time.
    private static final Duration LAST_WORD = Duration.ofMillis(250);

    private final RequestContext exchange;
    private final Request request;
    private final SingleResponse reply;
    private final Handler application;
    private final Rules rules;
    private volatile @Nullable Thread thread;

    /// What every visit is held to.
    record Rules(Duration limit, ConcurrencyLimiter admission, BodyBuffer bodies, ErrorResponses refusals) {}

    RequestTask(RequestContext exchange, Request request, SingleResponse reply, Handler application, Rules rules) {
        this.exchange = exchange;
        this.request = request;
        this.reply = reply;
        this.application = application;
        this.rules = rules;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        long millis = rules.limit().plus(LAST_WORD).toMillis();
        var watchdog = request.getComponents().getScheduler().schedule(this::overstayed, millis, TimeUnit.MILLISECONDS);
        Request.addCompletionListener(request, _ -> watchdog.cancel());
        try {
            exchange.call(() -> Deadline.within(rules.limit(), this::enter));
        } catch (InterruptedException e) {
            reply.takeOver(rules.refusals(), Rejection.TOO_LONG);
        } catch (Exception e) {
            log.error("Request {} failed", exchange.requestId(), e);
            fail(500);
        }
    }

    private boolean enter() throws Exception {
        switch (rules.bodies().take(request)) {
            case BodyBuffer.Intake.Whole(var whole) -> takeTurn(whole);
            case BodyBuffer.Intake.Refused(int status) -> fail(status);
        }
        return true;
    }

    private void takeTurn(Request whole) throws Exception {
        if (!rules.admission().takeTurn(Deadline.left(LONGEST_WAIT))) {
            rules.refusals().answer(request, reply, reply, Rejection.BUSY);
            return;
        }
        try {
            if (!application.handle(whole, reply, reply)) fail(404);
        } finally {
            rules.admission().giveTurn();
        }
    }

    /// What is left of a refused body would be read as the next request.
    private void fail(int status) {
        reply.getHeaders().put(HttpHeader.CONNECTION, "close");
        Response.writeError(request, reply, reply, status);
    }

    private void overstayed() {
        if (!reply.takeOver(rules.refusals(), Rejection.TOO_LONG)) return;
        log.warn("Request {} was answered in the application's place after {}", exchange.requestId(), rules.limit());
        var stuck = thread;
        if (stuck != null) stuck.interrupt();
    }
}
