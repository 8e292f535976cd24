package com.hiremebahamas.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Liveness: answers `/health` from memory on the selector's thread, with no lock, no queue and no I/O but the
/// response itself. Returns false for other paths.
final class HealthHandler extends Handler.Abstract.NonBlocking {

    private static final ByteBuffer BODY =
            ByteBuffer.wrap("{\"status\":\"ok\"}".getBytes(UTF_8)).asReadOnlyBuffer();
    private static final HttpField TYPE = SecurityHeaders.field("Content-Type", "application/json");
    private static final HttpField LENGTH = SecurityHeaders.field("Content-Length", Integer.toString(BODY.remaining()));

    private final SecurityHeaders headers;

    HealthHandler(boolean production) {
        headers = SecurityHeaders.ofData(production);
    }

    /// `/api/health` is the same resource, reached through the proxy in front.
    static boolean isRequested(Request request) {
        var path = request.getHttpURI().getPath();
        return path != null && (path.equals("/health") || path.equals("/api/health"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!isRequested(request)) return false;
        boolean isHead = "HEAD".equals(request.getMethod());
        if (isHead || "GET".equals(request.getMethod())) {
            answer(response, callback, isHead);
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
        }
        return true;
    }

    private void answer(Response response, Callback callback, boolean isHead) {
        headers.addTo(response);
        response.getHeaders().add(TYPE).add(LENGTH);
        if (isHead) {
            callback.succeeded();
        } else {
            response.write(true, BODY.slice(), callback);
        }
    }
}
