package com.hiremebahamas.http;

import com.hiremebahamas.config.Settings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What every request meets first, on the selector's thread: health is answered at once; the rest is counted, refused
/// when there is too much of it, and handed to a virtual thread.
final class RootHandler extends Handler.Abstract.NonBlocking {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// A body may pause this long; between requests the shorter keep-alive counts.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_BODY = Duration.ofSeconds(60);

    /// Longer than the edge ever takes to close its listener.
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(3);

    private final HealthHandler health;
    private final SecurityHeaders headers;
    private final ErrorResponses refusals;
    private final ConcurrencyLimiter admission;
    private final RequestsPerConnection lifespans;
    private final ClientAddress clients;
    private final RequestIds ids;
    private final long keepAliveMillis;
    private final RequestTask.Rules rules;
    private final CountDownLatch listenerClosed = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable Handler application;
    private volatile @Nullable Handler operators;
    private volatile @Nullable RequestListener observer;
    private volatile @Nullable CacheHandler shortcut;

    RootHandler(
            Settings.Http settings,
            HealthHandler health,
            SecurityHeaders headers,
            ErrorResponses refusals,
            RequestIds ids) {
        this.health = health;
        this.headers = headers;
        this.refusals = refusals;
        this.ids = ids;
        this.admission = new ConcurrencyLimiter(settings.maxConcurrent());
        this.lifespans = new RequestsPerConnection(settings.connections());
        this.clients = new ClientAddress(new TrustedProxies(settings.forwardedAllowIps()));
        this.keepAliveMillis = settings.keepAlive().toMillis();
        this.rules =
                new RequestTask.Rules(settings.requestTimeout(), admission, new BodyBuffer(LONGEST_BODY), refusals);
    }

    void admit(Handler handler) {
        application = handler;
    }

    void show(Handler pages) {
        operators = pages;
    }

    void recall(ResponseCache memory) {
        shortcut = new CacheHandler(memory);
    }

    void observe(RequestListener observer) {
        this.observer = observer;
    }

    ConcurrencyLimiter admission() {
        return admission;
    }

    /// From now on those who are refused stand inside until the listener is closed.
    void beginClosing() {
        closing = true;
    }

    void listenerIsClosed() {
        listenerClosed.countDown();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (admission.isDraining()) response.getHeaders().put(HttpHeader.CONNECTION, "close");
        if (HealthHandler.isAsked(request)) {
            health.answer(request, response, callback);
        } else {
            headers.addTo(response);
            receive(request, response, callback);
        }
        return true;
    }

    private void receive(Request request, Response response, Callback callback) {
        var id = ids.next();
        var exchange = new RequestContext(id, clients.of(request));
        request.setAttribute(RequestContext.class.getName(), exchange);
        response.getHeaders().put("X-Request-Id", id);
        if (lifespans.isOver(request)) response.getHeaders().put(HttpHeader.CONNECTION, "close");
        var pages = operators;
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Response.writeError(request, response, callback, 405);
        } else if (!PathCheck.isPlain(request.getHttpURI().getPath())) {
            Response.writeError(request, response, callback, 400);
        } else if (pages == null || !handled(pages, request, response, callback)) {
            recallOrAdmit(exchange, request, response, callback);
        }
    }

    private static boolean handled(Handler handler, Request request, Response response, Callback callback) {
        try {
            return handler.handle(request, response, callback);
        } catch (Exception e) {
            throw new IllegalStateException("A handler failed", e);
        }
    }

    private void recallOrAdmit(RequestContext exchange, Request request, Response response, Callback callback) {
        var recalling = shortcut;
        var ready = recalling == null ? null : recalling.find(request);
        if (ready == null) {
            admit(exchange, request, response, callback);
        } else {
            recall(ready, request, response, callback);
        }
    }

    private void recall(CachedResponse ready, Request request, Response response, Callback callback) {
        var watching = observer;
        if (watching != null) watching.received(request, response);
        CacheHandler.send(ready, request, response, callback);
    }

    private void admit(RequestContext exchange, Request request, Response response, Callback callback) {
        var handler = application;
        var refusal = handler == null ? Rejection.STARTING : admission.enter();
        if (handler == null || refusal != null) {
            recallOrRefuse(request, response, callback, refusal == null ? Rejection.STARTING : refusal);
            return;
        }
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        connection.setIdleTimeout(LONGEST_PAUSE.toMillis());
        Request.addCompletionListener(request, _ -> {
            connection.setIdleTimeout(keepAliveMillis);
            admission.leave();
        });
        var watching = observer;
        if (watching != null) watching.received(request, response);
        var reply = new SingleResponse(request, response, callback, admission);
        Thread.ofVirtual().name(exchange.requestId()).start(new RequestTask(exchange, request, reply, handler, rules));
    }

    /// An answer of a few seconds ago is better than none.
    private void recallOrRefuse(Request request, Response response, Callback callback, Rejection refusal) {
        var recalling = shortcut;
        var recent = recalling == null || refusal != Rejection.BUSY ? null : recalling.recent(request);
        if (recent == null) {
            refuse(request, response, callback, refusal);
        } else {
            recall(recent, request, response, callback);
        }
    }

    private void refuse(Request request, Response response, Callback callback, Rejection refusal) {
        if (closing) {
            Thread.startVirtualThread(() -> {
                awaitListenerClosed();
                refusals.answer(request, response, callback, refusal);
            });
        } else {
            refusals.answer(request, response, callback, refusal);
        }
    }

    private void awaitListenerClosed() {
        try {
            var _ = listenerClosed.await(LONGEST_CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
