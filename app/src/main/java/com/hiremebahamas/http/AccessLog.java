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

    /// Of a request that Jetty rejected before it reached [RootHandler].
    private static final RequestContext UNKNOWN = new RequestContext("-", "-");

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled() || HealthHandler.isRequested(request)) return;
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        var context = RequestContext.of(request).orElse(UNKNOWN);
        write(request.getMethod(), request.getHttpURI().getPath(), response, millis, context);
    }

    /// The message for people, and the same values as fields for log collectors.
    private static void write(String method, String path, Response response, long millis, RequestContext context) {
        int status = response.getStatus();
        long bytes = Response.getContentBytesWritten(response);
        var client = context.clientAddress();
        var id = context.requestId();
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
