package com.hiremebahamas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/// A real nginx in front of the site that keeps what it is allowed to: what a CDN does.
///
/// `X-Cache` of an answer says whether it came from there, such as `HIT` or `MISS`.
public final class TestNginx implements AutoCloseable {

    private static final String CACHING = """
            proxy_cache site;
            proxy_cache_key $uri$is_args$args;
            proxy_cache_revalidate on;
            proxy_connect_timeout 2s;
            add_header X-Cache $upstream_cache_status always;
            """;
    private static final String BALANCING = "proxy_next_upstream off;";

    private final Path folder;
    private final int port;
    private final Process process;

    private TestNginx(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// In front of a site such as `http://localhost:10000`.
    public static TestNginx inFrontOf(String origin) {
        return started(origin, CACHING);
    }

    /// A balancer in front of the site: it keeps connections open for 60 s, and what fails once has failed.
    public static TestNginx balancing(String origin) {
        return started(origin, BALANCING);
    }

    private static TestNginx started(String origin, String location) {
        try {
            var folder = Files.createTempDirectory("nginx");
            int port = freePort();
            var configuration = folder.resolve("nginx.conf");
            Files.writeString(configuration, configuration(folder, port, origin, location));
            var process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            var nginx = new TestNginx(folder, port, process);
            nginx.awaitPort();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String origin() {
        return "http://localhost:" + port;
    }

    private static String configuration(Path folder, int port, String origin, String location) {
        return """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/temp;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    proxy_cache_path %1$s/cache keys_zone=site:1m;
                    keepalive_requests 1000000;
                    upstream site {
                        server %3$s;
                        keepalive 32;
                        keepalive_timeout 60s;
                        keepalive_requests 1000000;
                    }
                    server {
                        listen 127.0.0.1:%2$d;
                        location / {
                            proxy_pass http://site;
                            proxy_http_version 1.1;
                            proxy_set_header Host $http_host;
                            proxy_set_header Connection "";
                            %4$s
                        }
                    }
                }
                """.formatted(folder, port, URI.create(origin).getAuthority(), location);
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    throw new IOException("nginx did not start: " + Files.readString(folder.resolve("out.log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
