package com.hiremebahamas.server;

import com.hiremebahamas.Settings;
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
final class FrontDoor extends Handler.Abstract.NonBlocking {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// A body may pause this long; between requests the shorter keep-alive counts.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_BODY = Duration.ofSeconds(60);

    /// Longer than the edge ever takes to close its listener.
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(3);

    private final Health health;
    private final SafeHeaders headers;
    private final Refusals refusals;
    private final Admission admission;
    private final Lifespans lifespans;
    private final ClientAddress clients;
    private final RequestIds ids;
    private final long keepAliveMillis;
    private final Visit.Rules rules;
    private final CountDownLatch listenerClosed = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable Handler application;
    private volatile @Nullable OperatorPages operators;
    private volatile @Nullable Observer observer;
    private volatile @Nullable Shortcut shortcut;

    FrontDoor(Settings.Http settings, Health health, SafeHeaders headers, Refusals refusals, RequestIds ids) {
        this.health = health;
        this.headers = headers;
        this.refusals = refusals;
        this.ids = ids;
        this.admission = new Admission(settings.maxConcurrent());
        this.lifespans = new Lifespans(settings.connections());
        this.clients = new ClientAddress(new TrustedProxies(settings.forwardedAllowIps()));
        this.keepAliveMillis = settings.keepAlive().toMillis();
        this.rules = new Visit.Rules(settings.requestTimeout(), admission, new Bodies(LONGEST_BODY), refusals);
    }

    void admit(Handler handler) {
        application = handler;
    }

    void show(OperatorPages pages) {
        operators = pages;
    }

    void recall(Memory memory) {
        shortcut = new Shortcut(memory);
    }

    void observe(Observer observer) {
        this.observer = observer;
    }

    Admission admission() {
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
        if (Health.isAsked(request)) {
            health.answer(request, response, callback);
        } else {
            headers.addTo(response);
            receive(request, response, callback);
        }
        return true;
    }

    private void receive(Request request, Response response, Callback callback) {
        var id = ids.next();
        var exchange = new Exchange(id, clients.of(request));
        request.setAttribute(Exchange.class.getName(), exchange);
        response.getHeaders().put("X-Request-Id", id);
        if (lifespans.isOver(request)) response.getHeaders().put(HttpHeader.CONNECTION, "close");
        var pages = operators;
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Response.writeError(request, response, callback, 405);
        } else if (!Spelling.isPlain(request.getHttpURI().getPath())) {
            Response.writeError(request, response, callback, 400);
        } else if (pages != null && pages.has(request)) {
            Thread.startVirtualThread(() -> pages.answer(request, response, callback));
        } else {
            recallOrAdmit(exchange, request, response, callback);
        }
    }

    private void recallOrAdmit(Exchange exchange, Request request, Response response, Callback callback) {
        var recalling = shortcut;
        var ready = recalling == null ? null : recalling.find(request);
        if (ready == null) {
            admit(exchange, request, response, callback);
        } else {
            recall(ready, request, response, callback);
        }
    }

    private void recall(ReadyAnswer ready, Request request, Response response, Callback callback) {
        var watching = observer;
        if (watching != null) watching.watch(request, response);
        Shortcut.send(ready, request, response, callback);
    }

    private void admit(Exchange exchange, Request request, Response response, Callback callback) {
        var handler = application;
        var refusal = handler == null ? Refusal.STARTING : admission.enter();
        if (handler == null || refusal != null) {
            recallOrRefuse(request, response, callback, refusal == null ? Refusal.STARTING : refusal);
            return;
        }
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        connection.setIdleTimeout(LONGEST_PAUSE.toMillis());
        Request.addCompletionListener(request, _ -> {
            connection.setIdleTimeout(keepAliveMillis);
            admission.leave();
        });
        var watching = observer;
        if (watching != null) watching.watch(request, response);
        var reply = new Reply(request, response, callback, admission);
        Thread.ofVirtual().name(exchange.requestId()).start(new Visit(exchange, request, reply, handler, rules));
    }

    /// An answer of a few seconds ago is better than none.
    private void recallOrRefuse(Request request, Response response, Callback callback, Refusal refusal) {
        var recalling = shortcut;
        var recent = recalling == null || refusal != Refusal.BUSY ? null : recalling.recent(request);
        if (recent == null) {
            refuse(request, response, callback, refusal);
        } else {
            recall(recent, request, response, callback);
        }
    }

    private void refuse(Request request, Response response, Callback callback, Refusal refusal) {
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

    /// Is told of each request that goes on to the application.
    interface Observer {
        void watch(Request request, Response response);
    }
}
