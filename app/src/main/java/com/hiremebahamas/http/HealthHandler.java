package com.hiremebahamas.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The process says that it lives: from memory, with no lock, no queue and no I/O but the answer itself.
final class HealthHandler {

    private static final ByteBuffer ANSWER =
            ByteBuffer.wrap(HealthText.BODY.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();

    private final HttpField[] fields;

    HealthHandler(boolean production) {
        fields = SecurityHeaders.encoded(HealthText.headers(production)).toArray(HttpField[]::new);
    }

    static boolean isAsked(Request request) {
        var path = request.getHttpURI().getPath();
        return path != null && HealthText.isAskedAt(path);
    }

    void answer(Request request, Response response, Callback callback) {
        boolean head = "HEAD".equals(request.getMethod());
        if (!head && !"GET".equals(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
            return;
        }
        // The answer is fresh: what is put would be searched for first.
        for (var field : fields) response.getHeaders().add(field);
        if (head) {
            callback.succeeded();
        } else {
            response.write(true, ANSWER.slice(), callback);
        }
    }
}
