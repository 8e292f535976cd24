package com.hiremebahamas.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The JDK's HTTP server with one response: the baseline of the time of a boot.
final class JdkBaseline {

    private JdkBaseline() {}

    public static void main(String[] arguments) throws IOException {
        var body = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/health", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
