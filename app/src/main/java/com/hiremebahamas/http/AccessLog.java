package com.hiremebahamas.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line for every request but `/health`: who asked what, what came, how long it took. Without the query, in which
/// people put what is theirs.
final class AccessLog implements RequestLog {

    private static final Logger log = LoggerFactory.getLogger("access");

    /// For what the server refused before it had become a request.
    private static final RequestContext NOBODY = new RequestContext("-", "-");

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled() || HealthHandler.isAsked(request)) return;
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        var exchange =
                request.getAttribute(RequestContext.class.getName()) instanceof RequestContext known ? known : NOBODY;
        tell(request.getMethod(), request.getHttpURI().getPath(), response, millis, exchange);
    }

    /// Once for people, and once by name for collectors.
    private static void tell(String method, String path, Response response, long millis, RequestContext exchange) {
        int status = response.getStatus();
        long bytes = Response.getContentBytesWritten(response);
        var client = exchange.clientAddress();
        var id = exchange.requestId();
        log.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("path", path)
                .addKeyValue("status", status)
                .addKeyValue("duration_ms", millis)
                .addKeyValue("bytes", bytes)
                .addKeyValue("client", client)
                .addKeyValue("request_id", id)
                .log("{} {} {} {} ms {} bytes {} {}", method, path, status, millis, bytes, client, id);
    }
}
