package com.hiremebahamas.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs one line for each request but `/health`. The query is left out: it may hold personal data.
final class AccessLog implements RequestLog {

    private static final Logger log = LoggerFactory.getLogger("access");

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled() || HealthHandler.isRequested(request)) return;
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        // Jetty rejects what is no HTTP before it reaches RootHandler.
        var context = RequestContext.of(request);
        var client = context.map(known -> known.client().toString()).orElseGet(() -> Request.getRemoteAddr(request));
        var id = context.map(RequestContext::requestId).orElse("-");
        write(request, response, millis, client, id);
    }

    /// The message for people, and the same values as fields for log collectors.
    private static void write(Request request, Response response, long millis, String client, String id) {
        var method = request.getMethod();
        var path = request.getHttpURI().getPath();
        int status = response.getStatus();
        long bytes = Response.getContentBytesWritten(response);
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
