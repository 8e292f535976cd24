package com.hiremebahamas.packaged;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged program as a process of its own, in an environment of the test's making. Closing it kills it.
public final class PackagedProgram implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("package.home", "../dist/hiremebahamas"));
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;

    private PackagedProgram(Process process, Path out, Path err, int port) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.port = port;
    }

    /// Starts `serve` in production on a free port, or on `PORT` of the environment, and waits for nothing.
    public static PackagedProgram start(Map<String, String> environment) {
        return start(List.of("serve"), environment);
    }

    /// The folder of the package.
    static Path home() {
        return HOME;
    }

    /// Starts any command and waits for nothing.
    public static PackagedProgram start(List<String> arguments, Map<String, String> environment) {
        try {
            var out = Files.createTempFile("hiremebahamas", ".out");
            var err = Files.createTempFile("hiremebahamas", ".err");
            int port = freePort();
            var builder = new ProcessBuilder(HOME.resolve("bin/hiremebahamas").toString());
            builder.command().addAll(arguments);
            if (environment.values().stream().anyMatch(PackagedProgram::isNotAscii)) {
                builder.command().addAll(0, List.of("sh", "-c", exports(environment) + "exec \"$0\" \"$@\""));
            }
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.matches("DATABASE_URL.*|DIRECT_URL|REDIS_URL|MAIL_.*|JAVA_OPTS"));
            builder.environment().putAll(Map.of("ENVIRONMENT", "production", "PORT", Integer.toString(port)));
            builder.environment().putAll(environment);
            return new PackagedProgram(builder.start(), out, err, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it and waits until `/health` answers.
    public static PackagedProgram serving(Map<String, String> environment) {
        var program = start(environment);
        await().until(() -> program.status("/health") == 200 || !program.isAlive());
        return program;
    }

    /// Starts it and waits until everything behind the open port is there.
    public static PackagedProgram ready(Map<String, String> environment) {
        var program = serving(environment);
        await().until(() -> program.output().contains("is ready in"));
        return program;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://localhost:" + port;
    }

    /// The status of a GET, or -1 when there was no answer.
    public int status(String path) {
        try {
            return get(path).statusCode();
        } catch (UncheckedIOException e) {
            return -1;
        }
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).build());
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Sends SIGTERM, as a host does.
    public void terminate() {
        process.destroy();
    }

    /// The exit code; fails the test when the program does not end.
    public int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("Still running\n" + all());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String output() {
        return read(out);
    }

    public String errors() {
        return read(err);
    }

    /// Everything it printed.
    public String all() {
        return output() + errors();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By a shell, from octal numbers: the locale of the tests may know no other letters than those of ASCII.
    private static String exports(Map<String, String> environment) {
        var exports = new StringBuilder();
        environment.forEach((name, value) -> {
            if (!isNotAscii(value)) return;
            exports.append("export ").append(name).append("=\"$(printf '%b' '");
            for (byte octet : value.getBytes(StandardCharsets.UTF_8))
                exports.append("\\0").append(Integer.toOctalString(octet & 0xff));
            exports.append("')\"; ");
        });
        return exports.toString();
    }

    private static boolean isNotAscii(String value) {
        return value.chars().anyMatch(c -> c > '~');
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
