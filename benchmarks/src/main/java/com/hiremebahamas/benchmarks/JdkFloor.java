package com.hiremebahamas.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The JDK's own HTTP server saying one thing: the floor under the time of a boot.
final class JdkFloor {

    private JdkFloor() {}

    public static void main(String[] arguments) throws IOException {
        var answer = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/health", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }
}
