package com.hiremebahamas.http.connections;

import com.hiremebahamas.config.Settings;
import org.eclipse.jetty.server.Request;

/// Closes a connection after enough requests: the client opens another one, perhaps to another instance.
public final class RequestsPerConnection {

    private final Settings.MaxRequests limit;

    public RequestsPerConnection(Settings.MaxRequests limit) {
        this.limit = limit;
    }

    /// The jitter of a connection is derived from its id, so that nothing has to be stored.
    public boolean isReached(Request request) {
        if (limit.requests() == 0) return false;
        var connection = request.getConnectionMetaData();
        int spread = 2 * limit.jitter() + 1;
        int jitter = Math.floorMod(connection.getId().hashCode() * 0x9E3779B9, spread) - limit.jitter();
        return connection.getConnection().getMessagesIn() >= Math.max(1, limit.requests() + jitter);
    }
}
