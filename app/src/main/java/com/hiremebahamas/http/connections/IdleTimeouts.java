package com.hiremebahamas.http.connections;

import java.time.Duration;
import org.eclipse.jetty.server.Request;

/// How long nothing may arrive on a connection: longer while one of its requests is processed than between
/// two.
public final class IdleTimeouts {

    /// A body, or the reader of a response, may pause this long.
    static final Duration DURING_TRANSFER = Duration.ofSeconds(30);

    private final Duration keepAlive;

    public IdleTimeouts(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    public void extendWhileProcessing(Request request) {
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        connection.setIdleTimeout(DURING_TRANSFER.toMillis());
        Request.addCompletionListener(request, _ -> connection.setIdleTimeout(keepAlive.toMillis()));
    }
}
