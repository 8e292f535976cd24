package com.hiremebahamas.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/// A bare Jetty handler with one response: the baseline of the rate of `/health`.
final class JettyBaseline {

    private JettyBaseline() {}

    public static void main(String[] arguments) throws Exception {
        var body = ByteBuffer.wrap("{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
        var server = new Server(Integer.parseInt(System.getenv("PORT")));
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.write(true, body.slice(), callback);
                return true;
            }
        });
        server.start();
    }
}
