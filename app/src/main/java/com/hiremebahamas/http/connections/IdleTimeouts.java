package com.hiremebahamas.http.connections;

import java.time.Duration;
import org.eclipse.jetty.server.Request;

/// How long nothing may arrive on a connection: longer while one of its requests is processed than between
/// two.
public final class IdleTimeouts {

    /// A body may pause this long.
    private static final Duration WHILE_PROCESSING = Duration.ofSeconds(30);

    private final Duration keepAlive;

    public IdleTimeouts(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    public void extendWhileProcessing(Request request) {
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        connection.setIdleTimeout(WHILE_PROCESSING.toMillis());
        Request.addCompletionListener(request, _ -> connection.setIdleTimeout(keepAlive.toMillis()));
    }
}
