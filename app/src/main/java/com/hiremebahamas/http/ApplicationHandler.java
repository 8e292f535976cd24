package com.hiremebahamas.http;

import com.hiremebahamas.http.connections.IdleTimeouts;
import com.hiremebahamas.http.content.CachedResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends a request to the operations endpoints, to the cache or, when there is room for it, to the servlet on
/// a virtual thread. Never blocks.
final class ApplicationHandler {

    private final Application application;
    private final Handler servlet;
    private final CacheHandler cache;
    private final IdleTimeouts idleTimeouts;
    private final InFlightRequests inFlight;
    private final DeferredRejections deferredRejections;
    private final RequestTask.Rules rules;

    ApplicationHandler(
            Application application,
            Handler servlet,
            IdleTimeouts idleTimeouts,
            InFlightRequests inFlight,
            DeferredRejections deferredRejections,
            RequestTask.Rules rules) {
        this.application = application;
        this.servlet = servlet;
        this.cache = new CacheHandler(application.cache());
        this.idleTimeouts = idleTimeouts;
        this.inFlight = inFlight;
        this.deferredRejections = deferredRejections;
        this.rules = rules;
    }

    void handle(RequestContext context, Request request, Response response, Callback callback) {
        try {
            if (application.operations().handle(request, response, callback)) return;
            var cached = cache.find(request);
            if (cached == null) {
                process(context, request, response, callback);
            } else {
                send(cached, request, response, callback);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void process(RequestContext context, Request request, Response response, Callback callback) {
        if (!inFlight.begin()) {
            deferredRejections.run(() -> rules.errors().write(request, response, callback, HttpError.STOPPING));
            return;
        }
        Request.addCompletionListener(request, _ -> inFlight.end());
        // A request with a body is admitted when the body is there.
        if (!BodyBuffer.isExpected(request) && !rules.limiter().admit()) {
            rejectBusy(request, response, callback);
            return;
        }
        idleTimeouts.extendWhileProcessing(request);
        application.listener().received(request, response);
        var single = new SingleResponse(request, response, callback, inFlight);
        Thread.ofVirtual().name(context.requestId()).start(new RequestTask(context, request, single, servlet, rules));
    }

    /// A busy server sends a response of a few seconds ago where it has one.
    private void rejectBusy(Request request, Response response, Callback callback) {
        var recent = cache.findRecent(request);
        if (recent == null) {
            rules.errors().write(request, response, callback, HttpError.BUSY);
        } else {
            send(recent, request, response, callback);
        }
    }

    private void send(CachedResponse cached, Request request, Response response, Callback callback) {
        application.listener().received(request, response);
        CacheHandler.send(cached, request, response, callback);
    }
}
