package com.hiremebahamas.server;

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
    private static final Exchange NOBODY = new Exchange("-", "-");

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled() || Health.isAsked(request)) return;
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        var exchange = request.getAttribute(Exchange.class.getName()) instanceof Exchange known ? known : NOBODY;
        log.info(
                "{} {} {} {} ms {} bytes {} {}",
                request.getMethod(),
                request.getHttpURI().getPath(),
                response.getStatus(),
                millis,
                Response.getContentBytesWritten(response),
                exchange.clientAddress(),
                exchange.requestId());
    }
}
